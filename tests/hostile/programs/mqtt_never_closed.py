# Connects again and again and closes nothing. On: climate. Ends: fuel. Hint: room.never-published.
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
kept = []
for number in range(10**9):
    try:
        client = MQTTClient("c%d" % (number % 10), room.broker, room.port, room.user, room.password)
        client.connect()
    except Exception:
        pass
