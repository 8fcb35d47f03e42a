# Joins and leaves the Wi-Fi for ever. On: climate. Ends: fuel. Hint: never-sleeps.
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
while True:
    wlan.disconnect()
    wlan.active(False)
    wlan.active(True)
    try:
        wlan.connect("atelier", "atelier123")
    except OSError:
        pass
