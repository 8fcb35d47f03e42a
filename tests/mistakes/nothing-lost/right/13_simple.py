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
connecte = False
echeance = time.ticks_ms()

while True:
    capteur.measure()
    attente.append({"t": time.ticks_ms() / 1000, "temperature": capteur.temperature()})
    if len(attente) > 120:
        attente.pop(0)
    echeance = time.ticks_add(echeance, 5000)

    try:
        if not connecte:
            client.connect()
            connecte = True
        while attente and time.ticks_diff(echeance, time.ticks_ms()) > 1000:
            client.publish(room.topic("samples"), json.dumps(attente[0]), qos=1)
            attente.pop(0)
    except OSError:
        connecte = False

    reste = time.ticks_diff(echeance, time.ticks_ms())
    if reste > 0:
        time.sleep_ms(reste)
