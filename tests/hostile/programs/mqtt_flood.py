# Publishes without a pause. On: climate. Ends: fuel. Hint: never-sleeps.
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
    client.publish("room/climate", '{"temperature": 21, "humidity": 40}')
