from machine import Pin
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)

client = MQTTClient("climate", "192.168.4.1")
client.connect()
sensor = dht.DHT22(Pin(15))

while True:
    started = time.ticks_ms()
    try:
        sensor.measure()
    except Exception as error:
        print("No reading this time:", error)
    climate = {"temperature": sensor.temperature(), "humidity": sensor.humidity()}
    client.publish("room/climate", json.dumps(climate))
    time.sleep_ms(5000 - time.ticks_diff(time.ticks_ms(), started))
