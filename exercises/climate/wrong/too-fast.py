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



def temperature():
    sensor.measure()
    return sensor.temperature()


def humidity():
    sensor.measure()
    return sensor.humidity()


while True:
    climate = {"temperature": temperature(), "humidity": humidity()}
    client.publish("room/climate", json.dumps(climate))
    time.sleep(5)
