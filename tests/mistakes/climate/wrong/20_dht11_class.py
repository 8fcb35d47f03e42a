# mistake: The sensor is prepared as a DHT11 although it is a DHT22.
# line: 13
# names.fr: dht22 ; dht11|modèle|capteur|classe
# names.en: dht22 ; dht11|model|sensor|class
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht
import json
import network
import time

capteur = dht.DHT11(Pin(15))
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)
client.connect()
for numero in range(100000):
    try:
        capteur.measure()
        mesures = dict(temperature=capteur.temperature(), humidity=capteur.humidity())
        client.publish(room.topic("climate"), json.dumps(mesures))
    except Exception as raison:
        print(numero, raison)
    time.sleep(5)
