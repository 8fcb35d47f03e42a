# mistake: Samples leave with QoS 0: one sent just before the outage is lost unseen.
# line: 31
# names.fr: qos|accus|acquitt|réception|confirm
# names.en: qos|acknowledg|confirm|receipt
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
client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)
capteur = dht.DHT22(Pin(15))
attente = []
connecte = False


def vider(limite):
    global connecte
    try:
        if not connecte:
            client.connect(timeout=1)
            connecte = True
        while attente and time.ticks_diff(limite, time.ticks_ms()) > 2500:
            client.sock.settimeout(2)
            client.publish(room.topic("samples"), json.dumps(attente[0]))
            attente.pop(0)
    except OSError:
        connecte = False


time.sleep(2)
echeance = time.ticks_ms()
while True:
    capteur.measure()
    attente.append({"t": time.ticks_ms() / 1000, "temperature": capteur.temperature()})
    if len(attente) > 120:
        attente.pop(0)
    echeance = time.ticks_add(echeance, 5000)
    vider(echeance)
    time.sleep_ms(max(0, time.ticks_diff(echeance, time.ticks_ms())))
