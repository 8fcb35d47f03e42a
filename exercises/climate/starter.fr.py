from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht
import json
import network
import time

# Le capteur est branché sur la broche 15.
sensor = dht.DHT22(Pin(15))

# 1. Rejoindre le Wi-Fi room.ssid, sauf si la carte y est déjà, et attendre d’y être.
# 2. Se connecter au courtier room.broker, avec le compte de la carte.
# 3. Toutes les 5 s : lire le capteur, publier {"temperature": ..., "humidity": ...} sur room.topic("climate").
print("Wi-Fi :", room.ssid)

sensor.measure()
print(sensor.temperature(), sensor.humidity())
