# Publishes retained messages on ever new topics, and subscribes to all of them again and again. On: climate. Ends: fuel. Hint: quiet.never-checked.
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
client.set_callback(lambda topic, message: None)
for number in range(10**9):
    client.publish("t/%d" % number, "x", retain=True)
    client.subscribe("#")
