# Publishes JSON that is nested very deep, for the checks to read. On: climate. Ends: exception. Hint: network.cut.
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
for text in ("[" * 5000, '{"a":' * 3000, '{"temperature": ' + "9" * 5000 + "}", '{"temperature": 1e999, "humidity": NaN}', "\ud800"):
    try:
        client.publish(room.topic("climate"), text)
    except Exception:
        pass
    time.sleep(5)
while True:
    client.publish(room.topic("climate"), b"\xff\xfe\x00")
    time.sleep(5)
