# mistake: One hour instead of 24 kept.
# line: 25
# names.fr: 24|86400|3600
# names.en: 24|86400|3600
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

capteur = dht.DHT22(Pin(15))
detecteur = Pin(27, Pin.IN)
mouvements = []
oubli = False


def bouge(broche):
    mouvements.append(time.time())


def presence():
    maintenant = time.time()
    return [maintenant - t for t in mouvements if maintenant - t <= 3600]


def message(sujet, texte):
    global oubli
    mouvements.clear()
    oubli = True


detecteur.irq(bouge, Pin.IRQ_RISING)
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)

client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(message)
client.connect()
client.subscribe(room.topic("do/erase"))

recentes = []
dite = None
quand = 0
alerte = False
while True:
    debut = time.ticks_ms()
    t = None
    try:
        capteur.measure()
        t = capteur.temperature()
    except Exception:
        print("pas de lecture")
    if t is not None:
        if len(recentes) >= 5:
            moyenne = sum(recentes) / len(recentes)
            ecart = abs(t - moyenne)
            if ecart > 3 and not alerte:
                alerte = True
                client.publish(room.topic("alert"), json.dumps({"temperature": t}))
            elif ecart < 1:
                alerte = False
        recentes.append(t)
        recentes = recentes[-30:]
        if dite is None or abs(t - dite) > 0.7 or time.time() - quand >= 3000:
            dite = t
            quand = time.time()
            client.publish(room.topic("climate"), json.dumps({"temperature": t}))
    while mouvements and time.time() - mouvements[0] > 3600:
        mouvements.pop(0)
    while time.ticks_diff(time.ticks_ms(), debut) < 60000:
        client.check_msg()
        if oubli:
            oubli = False
            client.publish(room.topic("done/erase"), "ok")
        time.sleep_ms(500)
