# mistake: Nothing is said as long as the temperature does not change: more than an hour may pass.
# line: 75
# names.fr: heure|3600|temps|moment|longtemps ; publi|silence|climate|message|dit
# names.en: hour|3600|time|long ; publish|silen|climate|message|said
from collections import deque
import dht
import json
import network
import time
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient

SECONDES_PAR_JOUR = 86400
mouvements = deque((), 2000)
trois = deque((), 3)
demi_heure = deque((), 30)


def presence():
    maintenant = time.time()
    while len(mouvements) and maintenant - mouvements[0] > SECONDES_PAR_JOUR:
        mouvements.popleft()
    return [maintenant - debut for debut in mouvements]


def effacer(sujet, message):
    while len(mouvements):
        mouvements.popleft()
    client.publish(room.topic("done/erase"), json.dumps({}))


def debut_de_mouvement(broche):
    mouvements.append(time.time())


def milieu(valeurs):
    ordre = sorted(valeurs)
    return ordre[len(ordre) // 2]


def publier(nom, t):
    client.publish(room.topic(nom), json.dumps({"temperature": round(t, 1)}))


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

with open("owner.json") as fichier:
    print("Bonjour", json.load(fichier)["name"])  # à l'écran seulement

capteur = dht.DHT22(Pin(15))
Pin(27, Pin.IN).irq(debut_de_mouvement, Pin.IRQ_RISING)
valeur_publiee = None
en_alerte = False
echeance = time.ticks_add(time.ticks_ms(), 2000)
while True:
    if time.ticks_diff(time.ticks_ms(), echeance) >= 0:
        echeance = time.ticks_add(echeance, 60000)
        try:
            capteur.measure()
            trois.append(capteur.temperature())
        except OSError:
            print("DHT22 muet")
        if len(trois):
            t = milieu(list(trois))
            if valeur_publiee is None or abs(t - valeur_publiee) > 0.8:
                publier("climate", t)
                valeur_publiee = t
            if len(demi_heure) > 4:
                ecart = abs(t - sum(demi_heure) / len(demi_heure))
                if ecart > 3 and not en_alerte:
                    publier("alert", t)
                    en_alerte = True
                elif ecart < 1:
                    en_alerte = False
            demi_heure.append(t)
        presence()
    client.check_msg()
    time.sleep(4)
