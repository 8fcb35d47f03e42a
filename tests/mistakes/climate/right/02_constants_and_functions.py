# style: constants at the top, functions, due times kept with ticks_add, French names
import dht
import json
import network
import time
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room

RESEAU = room.ssid
MOT_DE_PASSE = room.wifi_password
COURTIER = room.broker
SUJET = room.topic("climate")
BROCHE = 15
PERIODE_MS = 5000


def rejoindre_wifi():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(RESEAU, MOT_DE_PASSE)
    while not wlan.isconnected():
        time.sleep_ms(200)
    print("adresse :", wlan.ifconfig()[0])


def lire(capteur):
    """Un dictionnaire, ou None quand la lecture a échoué."""
    try:
        capteur.measure()
    except Exception as raison:
        print("lecture ratée :", raison)
        return None
    return {"temperature": capteur.temperature(), "humidity": capteur.humidity()}


def principal():
    capteur = dht.DHT22(Pin(BROCHE))
    rejoindre_wifi()
    client = MQTTClient(room.client_id, COURTIER, port=room.port, user=room.user, password=room.password)
    client.connect()
    echeance = time.ticks_ms()
    while True:
        climat = lire(capteur)
        if climat is not None:
            client.publish(SUJET, json.dumps(climat))
        echeance = time.ticks_add(echeance, PERIODE_MS)
        time.sleep_ms(max(0, time.ticks_diff(echeance, time.ticks_ms())))


principal()
