# style: robust client, tries again after two seconds, more on other topics
from lab import room
from machine import Pin
from umqtt.robust import MQTTClient
import dht
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(200)

sensor = dht.DHT22(Pin(15))
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.connect()


def measured():
    while True:
        try:
            sensor.measure()
            return sensor.temperature(), sensor.humidity()
        except (OSError, Exception):
            time.sleep(2)


while True:
    t, h = measured()
    client.publish(room.topic("climate"), f'{{"temperature": {t}, "humidity": {h}}}')
    client.publish(room.topic("alive"), "1")
    time.sleep(5)
