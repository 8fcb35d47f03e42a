# style: plain loop with sleep, reading and publishing apart
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

sensor = dht.DHT22(Pin(15))

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)

client = MQTTClient("board-1", "192.168.4.1")
client.connect()

while True:
    try:
        sensor.measure()
    except Exception:
        print("no reading")
    else:
        client.publish("room/climate", json.dumps({"temperature": sensor.temperature(), "humidity": sensor.humidity()}))
    time.sleep(5)
