from lab import room
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

sensor = dht.DHT22(Pin(15))
pir = Pin(27, Pin.IN)

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)

with open("owner.json") as file:
    owner = json.load(file)["name"]

client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.connect()


def presence():
    return []


while True:
    # Your turn: this object says too much, and about whom?
    sensor.measure()
    client.publish(room.topic(owner + "/climate"), json.dumps({"temperature": sensor.temperature()}))
    time.sleep(60)
