# Joins and leaves the Wi-Fi for ever. On: climate. Ends: fuel. Hint: room.never-published.
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
    wlan.disconnect()
    wlan.active(False)
    wlan.active(True)
    try:
        wlan.connect(room.ssid, room.wifi_password)
    except OSError:
        pass
