# Publishes JSON that is nested very deep, for the checks to read. On: climate. Ends: exception. Hint: network.cut.
import network
import time
from umqtt.simple import MQTTClient

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient("climate", "192.168.4.1")
client.connect()
for text in ("[" * 5000, '{"a":' * 3000, '{"temperature": ' + "9" * 5000 + "}", '{"temperature": 1e999, "humidity": NaN}', "\ud800"):
    try:
        client.publish("room/climate", text)
    except Exception:
        pass
    time.sleep(5)
while True:
    client.publish("room/climate", b"\xff\xfe\x00")
    time.sleep(5)
