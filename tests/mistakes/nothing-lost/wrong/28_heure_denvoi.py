# mistake: The time t is taken when the message is sent, not when the sample was measured.
# line: 39
# names.fr: heure|moment|instant|temps|"t"|ticks_ms|`t` ; envoi|envoy|publi|part|mesur|prise
# names.en: time|moment|"t"|ticks_ms|instant|`t` ; sent|send|publish|leaves|taken|measur
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
capteur = dht.DHT22(Pin(15))
attente = []
en_ligne = False
prochaine = time.ticks_ms()


def mesurer():
    capteur.measure()
    attente.append(capteur.temperature())
    if len(attente) > 120:
        attente.pop(0)


def envoyer():
    global en_ligne
    try:
        if not en_ligne:
            client.connect()
            en_ligne = True
        while attente and time.ticks_diff(prochaine, time.ticks_ms()) > 800:
            message = {"t": time.ticks_ms() / 1000, "temperature": attente[0]}
            client.publish(room.topic("samples"), json.dumps(message), qos=1)
            attente.pop(0)
    except OSError:
        en_ligne = False


while True:
    mesurer()
    prochaine = time.ticks_add(prochaine, 5000)
    envoyer()
    reste = time.ticks_diff(prochaine, time.ticks_ms())
    if reste > 0:
        time.sleep_ms(reste)
