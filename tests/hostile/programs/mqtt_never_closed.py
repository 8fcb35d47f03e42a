# Connects again and again and closes nothing. On: climate. Ends: fuel. Hint: never-sleeps.
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
kept = []
for number in range(10**9):
    try:
        client = MQTTClient("c%d" % (number % 10), "192.168.4.1")
        client.connect()
    except Exception:
        pass
