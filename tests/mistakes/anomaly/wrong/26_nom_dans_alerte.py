# mistake: The alert contains the person's name, which may appear in no message.
# line: 72
# names.fr: nom|personne|owner|name|identit ; alert|message|publi|prive|secret|discret
# names.en: name|owner|person|identit ; alert|message|publish|private|secret
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

capteur = dht.DHT22(Pin(15))
detecteur = Pin(27, Pin.IN)

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)

with open("owner.json") as fichier:
    personne = json.load(fichier)["name"]

moments = []
JOUR = 24 * 3600


def debut(broche):
    moments.append(time.time())


def oublier():
    limite = time.time() - JOUR
    while moments and moments[0] < limite:
        moments.pop(0)


def presence():
    oublier()
    return [time.time() - m for m in moments]


def recu(sujet, message):
    moments.clear()
    client.publish(room.topic("done/erase"), "ok")


client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(recu)
client.connect()
client.subscribe(room.topic("do/erase"))
detecteur.irq(debut, Pin.IRQ_RISING)

dit = None
dit_a = 0
recentes = []
signale = False
prochaine = time.ticks_ms()

while True:
    capteur.measure()
    t = capteur.temperature()
    if dit is None or abs(t - dit) >= 0.6 or time.time() - dit_a >= 3000:
        client.publish(room.topic("climate"), json.dumps({"temperature": t}))
        dit = t
        dit_a = time.time()
    if recentes:
        ecart = abs(t - sum(recentes) / len(recentes))
        if ecart > 3 and not signale:
            client.publish(room.topic("alert"), json.dumps({"temperature": t, "person": personne}))
            signale = True
        elif ecart < 1:
            signale = False
    recentes.append(t)
    recentes = recentes[-30:]
    oublier()
    prochaine = time.ticks_add(prochaine, 60000)
    while time.ticks_diff(prochaine, time.ticks_ms()) > 0:
        client.check_msg()
        time.sleep_ms(500)
