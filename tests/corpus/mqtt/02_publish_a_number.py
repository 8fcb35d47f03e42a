# expect: a number is no message
# prints: connected
# ends: error TypeError
from umqtt.simple import MQTTClient
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient("board", "192.168.4.1")
client.connect()
print("connected")
client.publish("lab/temperature", 21.5)
