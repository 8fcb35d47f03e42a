# style: a table of states for the network, samples between two of them
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

PERIODE_MS = 5000
RESERVE = 120
attente = []
capteur = dht.DHT22(Pin(15))
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
wlan = network.WLAN(network.STA_IF)


def rejoindre():
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    return connecter


def connecter():
    try:
        client.connect(timeout=1)
    except OSError:
        return patienter
    return envoyer


def patienter():
    time.sleep_ms(reste_ms())
    return connecter


def envoyer():
    if not attente:
        time.sleep_ms(min(100, reste_ms()))
        return envoyer
    try:
        client.sock.settimeout(2)
        client.publish(room.topic("samples"), json.dumps(attente[0]), qos=1)
    except OSError:
        return patienter
    del attente[0]
    return envoyer


def reste_ms():
    return max(0, time.ticks_diff(echeance, time.ticks_ms()))


def mesurer():
    capteur.measure()
    attente.append({"t": round(time.ticks_ms() / 1000, 1), "temperature": capteur.temperature()})
    if len(attente) > RESERVE:
        del attente[0]


echeance = time.ticks_add(time.ticks_ms(), 2000)
etat = rejoindre
while True:
    if reste_ms() == 0:
        mesurer()
        echeance = time.ticks_add(echeance, PERIODE_MS)
    etat = etat()
