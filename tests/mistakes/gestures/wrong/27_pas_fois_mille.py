# mistake: The sensor gives g and the file is in thousandths of g: the live measures are not multiplied by 1000.
# line: 100
# names.fr: 1000|mille|millieme ; g|unite|fichier|direct|capteur|multipli|fois
# names.en: 1000|thousand|milli ; g|unit|file|live|sensor|multipl|times
from machine import I2C, Pin
from mpu6050 import MPU6050
from umqtt.simple import MQTTClient
from lab import room
from math import sqrt
import json
import network
import time

NOMS = ["rest", "circle", "shake"]


def features(window):
    moyennes = []
    ecarts = []
    for axe in range(3):
        m = sum(v[axe] for v in window) / 40
        moyennes.append(m)
        ecarts.append(sqrt(sum((v[axe] - m) ** 2 for v in window) / 40))
    return moyennes + ecarts


def arrondi(nombre):
    return float("%.6g" % nombre)


# Chaque fenêtre devient (personne, étiquette, six nombres).
fenetres = []
with open("gestures.csv") as fichier:
    fichier.readline()
    window = []
    for ligne in fichier:
        prise, personne, etiquette, ax, ay, az = ligne.strip().split(",")
        window.append([float(ax), float(ay), float(az)])
        if len(window) == 40:
            fenetres.append((personne, etiquette, features(window)))
            window = []


def apprendre(exemples):
    centres = {}
    for nom in NOMS:
        miens = [f for p, e, f in exemples if e == nom]
        centres[nom] = [arrondi(sum(f[i] for f in miens) / len(miens)) for i in range(6)]
    echelles = []
    for i in range(6):
        m = sum(f[i] for p, e, f in exemples) / len(exemples)
        echelles.append(arrondi(sqrt(sum((f[i] - m) ** 2 for p, e, f in exemples) / len(exemples))))
    return {"centres": centres, "scales": echelles}


appris = apprendre(fenetres)


def juger(modele, nombres):
    def distance(nom):
        return sum(((nombres[i] - modele["centres"][nom][i]) / modele["scales"][i]) ** 2 for i in range(6))
    return min(NOMS, key=distance)


def model():
    return appris


def predict(window):
    return juger(appris, features(window))


def card():
    derniere = fenetres[-1][0]
    autre = apprendre([f for f in fenetres if f[0] != derniere])
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for personne, etiquette, nombres in fenetres:
        if personne == derniere:
            confusion[NOMS.index(etiquette)][NOMS.index(juger(autre, nombres))] += 1
    return {"data": "des enregistrements de trois gestes", "people": "les personnes du fichier seulement",
            "limits": "trois gestes, un seul capteur", "confusion": confusion}


sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.connect()

window = []
avant = "rest"
compteur = 0
echeance = time.ticks_ms()
while True:
    x, y, z = sensor.read().acceleration_g
    window.append([x, y, z])
    window = window[-40:]
    compteur += 1
    if compteur % 10 == 0 and len(window) == 40:
        geste = predict(window)
        if geste == avant and geste != "rest":
            client.publish(room.topic("gesture"), json.dumps({"label": geste}))
        avant = geste
    echeance = time.ticks_add(echeance, 40)
    time.sleep_ms(max(0, time.ticks_diff(echeance, time.ticks_ms())))
