# style: periodic Timer that samples, main loop that sends
from machine import Pin, Timer
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

capteur = dht.DHT22(Pin(15))
attente = []


def mesurer(minuterie):
    capteur.measure()
    attente.append((time.ticks_ms() / 1000, capteur.temperature()))
    if len(attente) > 120:
        attente.pop(0)


def envoyer(client):
    while True:
        while not attente:
            time.sleep_ms(50)
        mesure = attente[0]
        texte = json.dumps({"t": mesure[0], "temperature": mesure[1]})
        client.sock.settimeout(3)
        client.publish(room.topic("samples"), texte, qos=1)
        # La minuterie a pu abandonner cette mesure pendant l'envoi.
        if attente and attente[0] is mesure:
            attente.pop(0)


Timer(0).init(period=5000, mode=Timer.PERIODIC, callback=mesurer)
while True:
    try:
        client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)
        client.connect(timeout=3)
        envoyer(client)
    except OSError as raison:
        print("pas de réseau :", raison)
        time.sleep(2)
