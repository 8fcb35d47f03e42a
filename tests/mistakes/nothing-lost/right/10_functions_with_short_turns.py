# style: small functions, several short sending turns within a period
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht
import json
import network
import time

PERIODE_MS = 5000
PLACES = 120
SUJET = room.topic("samples")

capteur = dht.DHT22(Pin(15))
client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)
attente = []
connecte = False


def demarrer_wifi():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)


def mesurer():
    capteur.measure()
    attente.append({"temperature": round(capteur.temperature(), 1), "t": time.ticks_ms() // 100 / 10})
    if len(attente) > PLACES:
        attente.pop(0)


def envoyer_une():
    """Vrai quand une mesure est arrivée."""
    global connecte
    try:
        if not connecte:
            client.connect(True, 1)
            connecte = True
        client.sock.settimeout(1)
        client.publish(SUJET, json.dumps(attente[0]).encode(), False, 1)
    except OSError:
        connecte = False
        return False
    attente.pop(0)
    return True


demarrer_wifi()
time.sleep(3)
debut = time.ticks_ms()
while True:
    mesurer()
    debut = time.ticks_add(debut, PERIODE_MS)
    while True:
        reste = time.ticks_diff(debut, time.ticks_ms())
        if reste < 3500:
            break
        if not attente or not envoyer_une():
            time.sleep_ms(1000)
    time.sleep_ms(max(0, time.ticks_diff(debut, time.ticks_ms())))
