from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)

client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
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
    client.publish(room.topic("climate"), json.dumps(climate))
    time.sleep(5)
