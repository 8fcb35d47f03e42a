# expect: no broker at that address
# prints: OSError
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)
from umqtt.simple import MQTTClient

client = MQTTClient("lost", "192.168.4.1", port=1999)
try:
    client.connect()
    print("connected")
except OSError:
    print("OSError")
