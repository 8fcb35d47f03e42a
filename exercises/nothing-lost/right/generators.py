# style: two generators: one of samples, one that sends step by step
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht
import json
import network
import time

attente = []


def prises(capteur, periode_ms):
    """Prendre une mesure quand il est temps ; dire combien de millisecondes restent."""
    echeance = time.ticks_add(time.ticks_ms(), 2000)
    while True:
        reste = time.ticks_diff(echeance, time.ticks_ms())
        if reste <= 0:
            capteur.measure()
            attente.append({"t": time.ticks_ms() / 1000, "temperature": capteur.temperature()})
            if len(attente) > 120:
                attente.pop(0)
            echeance = time.ticks_add(echeance, periode_ms)
        yield time.ticks_diff(echeance, time.ticks_ms())


def envois(client):
    """À chaque tour, un essai : se connecter, ou envoyer une mesure."""
    while True:
        try:
            client.connect(timeout=1)
            yield True
            while True:
                if attente:
                    client.sock.settimeout(2)
                    client.publish(room.topic("samples"), json.dumps(attente[0]), qos=1)
                    attente.pop(0)
                yield bool(attente)
        except OSError:
            yield False


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
envoi = envois(MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password))
for reste_ms in prises(dht.DHT22(Pin(15)), 5000):
    a_suivre = False
    if reste_ms > 2500:
        a_suivre = next(envoi)
    if not a_suivre:
        time.sleep_ms(200 if reste_ms > 200 else 10)
