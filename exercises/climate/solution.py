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

while True:
    started = time.ticks_ms()
    try:
        sensor.measure()
        climate = {"temperature": sensor.temperature(), "humidity": sensor.humidity()}
        client.publish(room.topic("climate"), json.dumps(climate))
    except Exception as error:
        print("No reading this time:", error)
    time.sleep_ms(5000 - time.ticks_diff(time.ticks_ms(), started))
