# mistake: The sensor is prepared as a DHT11 although it is a DHT22.
# line: 12
# names.fr: dht22 ; dht11|modèle|capteur|classe
# names.en: dht22 ; dht11|model|sensor|class
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

capteur = dht.DHT11(Pin(15))
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient("onze", "192.168.4.1")
client.connect()
for numero in range(100000):
    try:
        capteur.measure()
        mesures = dict(temperature=capteur.temperature(), humidity=capteur.humidity())
        client.publish("room/climate", json.dumps(mesures))
    except Exception as raison:
        print(numero, raison)
    time.sleep(5)
