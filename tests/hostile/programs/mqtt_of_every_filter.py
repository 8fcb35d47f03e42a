# Subscribes to filters without end and publishes to all of them; the broker ends that. On: climate. Ends: exception. Hint: network.cut.
from lab import room
import network
import time
from umqtt.simple import MQTTClient

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.connect()
client.set_callback(lambda topic, message: None)
for number in range(10**9):
    client.subscribe("+/" * (number % 20) + "%d/#" % number)
    client.publish("a/" * 20 + "b", "x")
