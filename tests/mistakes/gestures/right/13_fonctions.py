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
    moyennes = [sum(v[axe] for v in window) / len(window) for axe in range(3)]
    ecarts = [sqrt(sum((v[axe] - moyennes[axe]) ** 2 for v in window) / len(window)) for axe in range(3)]
    return moyennes + ecarts


def six(nombre):
    return float("%.6g" % nombre)


fenetres = []
with open("gestures.csv") as fichier:
    fichier.readline()
    morceau = []
    for ligne in fichier:
        prise, personne, etiquette, ax, ay, az = ligne.strip().split(",")
        morceau.append([float(ax), float(ay), float(az)])
        if len(morceau) == 40:
            fenetres.append((personne, etiquette, features(morceau)))
            morceau = []


def apprendre(exemples):
    centres = {}
    for nom in NOMS:
        groupe = [f for personne, etiquette, f in exemples if etiquette == nom]
        centres[nom] = [six(sum(f[i] for f in groupe) / len(groupe)) for i in range(6)]
    echelles = []
    for i in range(6):
        valeurs = [f[i] for personne, etiquette, f in exemples]
        m = sum(valeurs) / len(valeurs)
        echelles.append(six(sqrt(sum((v - m) ** 2 for v in valeurs) / len(valeurs))) or 1.0)
    return {"centres": centres, "scales": echelles}


def nommer(modele, f):
    def distance(nom):
        centre = modele["centres"][nom]
        return sum(((f[i] - centre[i]) / modele["scales"][i]) ** 2 for i in range(6))
    return min(NOMS, key=distance)


MODELE = apprendre(fenetres)


def model():
    return MODELE


def predict(window):
    return nommer(MODELE, features(window))


def card():
    derniere = fenetres[-1][0]
    autre = apprendre([f for f in fenetres if f[0] != derniere])
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for personne, etiquette, f in fenetres:
        if personne == derniere:
            confusion[NOMS.index(etiquette)][NOMS.index(nommer(autre, f))] += 1
    return {"data": "des prises de trois gestes", "people": "les personnes enregistrées, sans leur nom",
            "limits": "un geste inconnu reçoit un faux nom", "confusion": confusion}


sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.connect()

en_direct = []
avant = "rest"
n = 0
echeance = time.ticks_ms()
while True:
    x, y, z = sensor.read().acceleration_g
    en_direct.append([x * 1000, y * 1000, z * 1000])
    en_direct = en_direct[-40:]
    n += 1
    if n % 10 == 0 and len(en_direct) == 40:
        geste = predict(en_direct)
        if geste == avant and geste != "rest":
            client.publish(room.topic("gesture"), json.dumps({"label": geste}))
        avant = geste
    echeance = time.ticks_add(echeance, 40)
    time.sleep_ms(max(0, time.ticks_diff(echeance, time.ticks_ms())))
