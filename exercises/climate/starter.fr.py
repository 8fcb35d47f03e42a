from machine import Pin
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

# Le capteur est branché sur la broche 15.
sensor = dht.DHT22(Pin(15))

# 1. Rejoindre le Wi-Fi « atelier », mot de passe « atelier123 », et attendre d’y être.
# 2. Se connecter au courtier MQTT, à l’adresse 192.168.4.1.
# 3. Toutes les 5 s : lire le capteur, publier {"temperature": ..., "humidity": ...} sur « room/climate ».

sensor.measure()
print(sensor.temperature(), sensor.humidity())
