# mistake: The square root is missing: the last three features are variances, not standard deviations.
# line: 19
# names.fr: racine|sqrt|variance|écart type
# names.en: root|sqrt|variance|standard deviation
from lab import room
from machine import I2C, Pin
from mpu6050 import MPU6050
from umqtt.simple import MQTTClient
import json
import network
import time

NOMS = ["rest", "circle", "shake"]


def features(window):
    n = len(window)
    moyennes = [sum(m[axe] for m in window) / n for axe in range(3)]
    ecarts = [sum((m[axe] - moyennes[axe]) ** 2 for m in window) / n for axe in range(3)]
    return moyennes + ecarts


def court(x):
    return float("%.6g" % x)


fenetres = []
en_cours = []
with open("gestures.csv") as fichier:
    fichier.readline()
    for ligne in fichier:
        prise, qui, nom, x, y, z = ligne.strip().split(",")
        en_cours.append([int(x), int(y), int(z)])
        if len(en_cours) == 40:
            fenetres.append((qui, nom, features(en_cours)))
            en_cours = []

derniere = fenetres[-1][0]
vues = [f for f in fenetres if f[0] != derniere]


def moyenne(liste):
    return sum(liste) / len(liste)


centres = {}
for nom in NOMS:
    centres[nom] = [court(moyenne([f[2][i] for f in vues if f[1] == nom])) for i in range(6)]
echelles = []
for i in range(6):
    colonne = [f[2][i] for f in vues]
    m = moyenne(colonne)
    echelles.append(court(moyenne([(c - m) ** 2 for c in colonne]) ** 0.5))


def model():
    return {"centres": centres, "scales": echelles}


def proche(f):
    return min(NOMS, key=lambda nom: sum(((f[i] - centres[nom][i]) / echelles[i]) ** 2 for i in range(6)))


def predict(window):
    return proche(features(window))


def card():
    confusion = [[0] * 3 for _ in range(3)]
    for qui, nom, f in fenetres:
        if qui == derniere:
            confusion[NOMS.index(nom)][NOMS.index(proche(f))] += 1
    return {"data": "des fenêtres de deux secondes environ", "people": "quelques personnes, une pour tester",
            "limits": "trois mouvements seulement sont connus", "confusion": confusion}


capteur = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.connect()
dernieres = []
avant = "rest"
n = 0
while True:
    dernieres.append([1000 * a for a in capteur.read().acceleration_g])
    if len(dernieres) > 40:
        dernieres.pop(0)
    n += 1
    if n % 10 == 0 and len(dernieres) == 40:
        nom = predict(dernieres)
        if nom == avant and nom != "rest":
            client.publish(room.topic("gesture"), json.dumps({"label": nom}))
        avant = nom
    time.sleep_ms(38)
