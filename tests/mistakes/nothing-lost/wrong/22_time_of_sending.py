# mistake: t is the moment of sending, not the moment at which the sample was taken.
# line: 35
# names.fr: envoi|envoy|mesur|pris|publi
# names.en: sent|send|taken|sampl|publish
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
file_d_attente = []
en_ligne = False
time.sleep(2)
echeance = time.ticks_ms()

while True:
    capteur.measure()
    file_d_attente.append(capteur.temperature())
    while len(file_d_attente) > 120:
        file_d_attente.pop(0)
    echeance = time.ticks_add(echeance, 5000)
    try:
        if not en_ligne:
            client.connect()
            en_ligne = True
        while file_d_attente and time.ticks_diff(echeance, time.ticks_ms()) > 500:
            message = {"t": time.ticks_ms() / 1000, "temperature": file_d_attente[0]}
            client.publish(room.topic("samples"), json.dumps(message), qos=1)
            file_d_attente.pop(0)
    except OSError:
        en_ligne = False
    time.sleep_ms(max(0, time.ticks_diff(echeance, time.ticks_ms())))
