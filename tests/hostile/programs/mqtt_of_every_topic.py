# Publishes retained messages on ever new topics, and subscribes to all of them again and again. On: climate. Ends: fuel. Hint: quiet.never-checked.
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
    client.publish("t/%d" % number, "x", retain=True)
    client.subscribe("#")
