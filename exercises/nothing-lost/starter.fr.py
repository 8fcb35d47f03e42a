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

client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
sensor = dht.DHT22(Pin(15))
waiting = []

# À vous. Toutes les 5 s, panne ou pas :
# 1. mesurer, noter l’heure, mettre les deux en file d’attente (120 mesures au plus) ;
# 2. envoyer ce qui attend, si le réseau le permet ; sinon, ce sera pour le tour suivant.

sensor.measure()
waiting.append({"t": time.ticks_ms() / 1000, "temperature": sensor.temperature()})
print(json.dumps(waiting))
