# mistake: A bare except hides that temperature is not a name here (the parameter is t): the alert never leaves.
# line: 83
# names.fr: except|erreur ; temperature|nom|t|cache|avale|ignor|masqu
# names.en: except|error ; temperature|name|hid|swallow|ignor
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
recentes = deque((), 3)
memoire = deque((), 30)


def presence():
    maintenant = time.time()
    while len(mouvements) and maintenant - mouvements[0] > SECONDES_PAR_JOUR:
        mouvements.popleft()
    return [maintenant - debut for debut in mouvements]


def tout_effacer(sujet, message):
    while len(mouvements):
        mouvements.popleft()
    client.publish(room.topic("done/erase"), json.dumps({}))


def debut_de_mouvement(broche):
    mouvements.append(time.time())


def mediane(valeurs):
    ordre = sorted(valeurs)
    return ordre[len(ordre) // 2]


def envoyer(nom, t):
    client.publish(room.topic(nom), json.dumps({"temperature": round(t, 1)}))


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(tout_effacer)
client.connect()
client.subscribe(room.topic("do/erase"))

with open("owner.json") as fichier:
    print("Bonjour", json.load(fichier)["name"])  # à l'écran seulement

capteur = dht.DHT22(Pin(15))
Pin(27, Pin.IN).irq(debut_de_mouvement, Pin.IRQ_RISING)
dernier_dit = None
moment_dit = 0
alerte = False
prochaine_mesure = time.ticks_add(time.ticks_ms(), 2000)
while True:
    if time.ticks_diff(time.ticks_ms(), prochaine_mesure) >= 0:
        prochaine_mesure = time.ticks_add(prochaine_mesure, 60000)
        try:
            capteur.measure()
            recentes.append(capteur.temperature())
        except OSError:
            print("DHT22 muet")
        if len(recentes):
            t = mediane(list(recentes))
            if dernier_dit is None or abs(t - dernier_dit) > 0.4 or time.time() - moment_dit > 3000:
                envoyer("climate", t)
                dernier_dit, moment_dit = t, time.time()
            if len(memoire) > 4:
                ecart = abs(t - sum(memoire) / len(memoire))
                if ecart > 3 and not alerte:
                    try:
                        envoyer("alert", temperature)
                    except:
                        pass
                    alerte = True
                elif ecart < 1:
                    alerte = False
            memoire.append(t)
        presence()
    client.check_msg()
    time.sleep(4)
