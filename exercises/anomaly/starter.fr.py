from lab import room
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

capteur = dht.DHT22(Pin(15))
detecteur = Pin(27, Pin.IN)

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)

with open("owner.json") as fichier:
    personne = json.load(fichier)["name"]

client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.connect()


def presence():
    return []


while True:
    # À vous : cet objet en dit trop, et sur qui ?
    capteur.measure()
    client.publish(room.topic(personne + "/climate"), json.dumps({"temperature": capteur.temperature()}))
    time.sleep(60)
