# mistake: round(x, 6) keeps six decimals and not six significant digits, so the numbers of model() are too long.
# line: 35
# names.fr: round|arrondi|decimale|chiffre|virgule ; significatif|%.6g|6g|6 chiffres|six chiffres|long
# names.en: round|decimal|digit ; significant|%.6g|6g|6 digits|six digits|long
from umqtt.simple import MQTTClient
from mpu6050 import MPU6050
from machine import Pin, I2C
from lab import room
from math import sqrt
import asyncio
import json
import network

ETIQUETTES = ["rest", "circle", "shake"]
capteur = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))


def moyenne(v):
    return sum(v) / len(v)


def ecart_type(v):
    m = moyenne(v)
    return sqrt(moyenne([(x - m) ** 2 for x in v]))


def features(window):
    x = [w[0] for w in window]
    y = [w[1] for w in window]
    z = [w[2] for w in window]
    return [moyenne(x), moyenne(y), moyenne(z), ecart_type(x), ecart_type(y), ecart_type(z)]


def court(x):
    return round(x, 6)


def lire():
    morceau = []
    with open("gestures.csv") as f:
        f.readline()
        for ligne in f:
            c = ligne.strip().split(",")
            morceau.append([float(c[3]), float(c[4]), float(c[5])])
            if len(morceau) == 40:
                yield c[1], c[2], features(morceau)
                morceau = []


donnees = list(lire())


def entrainer(liste):
    centres = {}
    for e in ETIQUETTES:
        groupe = [f for _, nom, f in liste if nom == e]
        centres[e] = [court(moyenne([f[i] for f in groupe])) for i in range(6)]
    scales = [court(ecart_type([f[i] for _, _, f in liste])) for i in range(6)]
    return {"centres": centres, "scales": scales}


def decider(m, f):
    gagnant = None
    record = None
    for e in ETIQUETTES:
        d = 0
        for i in range(6):
            d += ((f[i] - m["centres"][e][i]) / m["scales"][i]) ** 2
        if record is None or d < record:
            record = d
            gagnant = e
    return gagnant


MODELE = entrainer(donnees)


def model():
    return MODELE


def predict(window):
    return decider(MODELE, features(window))


def card():
    derniere = donnees[-1][0]
    m = entrainer([d for d in donnees if d[0] != derniere])
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for personne, e, f in donnees:
        if personne == derniere:
            confusion[ETIQUETTES.index(e)][ETIQUETTES.index(decider(m, f))] += 1
    return {"data": "accélérations de trois gestes enregistrés", "people": "quelques personnes ont été enregistrées",
            "limits": "pas d'autre geste que ceux-là", "confusion": confusion}


async def principal():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        await asyncio.sleep_ms(100)
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.connect()
    fenetre = []
    precedent = "rest"
    n = 0
    while True:
        x, y, z = capteur.read().acceleration_g
        fenetre = fenetre[-39:] + [[x * 1000, y * 1000, z * 1000]]
        n += 1
        if n % 10 == 0 and len(fenetre) == 40:
            geste = predict(fenetre)
            if geste == precedent and geste != "rest":
                client.publish(room.topic("gesture"), json.dumps({"label": geste}))
            precedent = geste
        await asyncio.sleep_ms(37)


asyncio.run(principal())
