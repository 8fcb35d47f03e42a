from lab import room
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

capteur = dht.DHT22(Pin(15))
detecteur = Pin(27, Pin.IN)
JOUR = 24 * 3600
moments = []


def commence(broche):
    moments.append(time.time())


def presence():
    maintenant = time.time()
    return [maintenant - m for m in moments if maintenant - m <= JOUR]


def effacer(sujet, message):
    moments.clear()
    client.publish(room.topic("done/erase"), "ok")


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)

client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(effacer)
client.connect()
client.subscribe(room.topic("do/erase"))
detecteur.irq(commence, Pin.IRQ_RISING)

dit = None
dit_a = 0
recentes = []
alerte = False
prochaine = time.ticks_ms()
while True:
    capteur.measure()
    t = capteur.temperature()
    texte = json.dumps({"temperature": t})
    if dit is None or abs(t - dit) >= 0.6 or time.time() - dit_a >= 50 * 60:
        client.publish(room.topic("climate"), texte)
        dit = t
        dit_a = time.time()
    if recentes:
        ecart = abs(t - sum(recentes) / len(recentes))
        if ecart >= 3 and not alerte:
            client.publish(room.topic("alert"), texte)
            alerte = True
        elif ecart < 1:
            alerte = False
    recentes.append(t)
    if len(recentes) > 30:
        recentes.pop(0)
    while moments and time.time() - moments[0] > JOUR:
        moments.pop(0)
    prochaine = time.ticks_add(prochaine, 60000)
    while time.ticks_diff(prochaine, time.ticks_ms()) > 0:
        client.check_msg()
        time.sleep_ms(500)
