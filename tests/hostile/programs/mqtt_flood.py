# Publishes without a pause. On: climate. Ends: fuel. Hint: never-sleeps.
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
while True:
    client.publish(room.topic("climate"), '{"temperature": 21, "humidity": 40}')
