# mistake: After a failed reading the old values are published again.
# line: 28
# names.fr: ancien|vieil|précédent|vieux|déjà|dernière|sans lecture|ratée|échou|erreur ; publi|envo|mesur|lecture|valeur
# names.en: old|previous|last|stale|earlier|failed|again|error ; publish|send|measur|reading|value
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht
import json
import network
import time

capteur = dht.DHT22(Pin(15))
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep(0.5)
client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)
client.connect()
mesure = None
while True:
    try:
        capteur.measure()
        mesure = {"temperature": capteur.temperature(), "humidity": capteur.humidity()}
    except Exception:
        print("lecture ratée")
    if mesure:
        client.publish(room.topic("climate"), json.dumps(mesure))
    time.sleep(5)
