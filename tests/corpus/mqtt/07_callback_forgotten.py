# expect: subscribe without set_callback
# ends: error AssertionError
from umqtt.simple import MQTTClient
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient("mute", "192.168.4.1")
client.connect()
client.subscribe("lab/lamp")
