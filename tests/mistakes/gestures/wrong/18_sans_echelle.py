# mistake: predict measures the distance without dividing by the scales: it is not what model() says.
# line: 62
# names.fr: échelle|scale|scales ; distance|divis|predict|model|centre
# names.en: scale ; distance|divi|predict|model|centre
import asyncio
import json
import network
import time
from math import sqrt
from lab import room
from machine import I2C, Pin
from mpu6050 import MPU6050
from umqtt.simple import MQTTClient

GESTES = ["rest", "circle", "shake"]
capteur = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))
fenetre = []
messages = []
pret = asyncio.Event()


def features(window):
    sommes = [0, 0, 0]
    for mesure in window:
        for i in range(3):
            sommes[i] += mesure[i]
    moyennes = [s / len(window) for s in sommes]
    carres = [0, 0, 0]
    for mesure in window:
        for i in range(3):
            carres[i] += (mesure[i] - moyennes[i]) ** 2
    return moyennes + [sqrt(c / len(window)) for c in carres]


def arrondir(x):
    return float("%.6g" % x)


def moyenne_de(liste, i):
    return sum(un[i] for un in liste) / len(liste)


def apprentissage(fenetres_connues):
    centres = {}
    for geste in GESTES:
        liste = [fiche[2] for fiche in fenetres_connues if fiche[1] == geste]
        centres[geste] = [arrondir(moyenne_de(liste, i)) for i in range(6)]
    echelles = []
    toutes = [fiche[2] for fiche in fenetres_connues]
    for i in range(6):
        m = moyenne_de(toutes, i)
        echelles.append(arrondir(sqrt(sum((f[i] - m) ** 2 for f in toutes) / len(toutes))))
    return {"centres": centres, "scales": echelles}


def au_plus_pres(modele, nombres):
    meilleur = "rest"
    record = float("inf")
    for geste in GESTES:
        d = 0
        for i in range(6):
            d += (nombres[i] - modele["centres"][geste][i]) ** 2
        if d < record:
            meilleur, record = geste, d
    return meilleur


fenetres_connues = []
morceau = []
with open("gestures.csv") as fichier:
    fichier.readline()
    for ligne in fichier:
        prise, personne, geste, ax, ay, az = ligne.strip().split(",")
        morceau.append((int(ax), int(ay), int(az)))
        if len(morceau) == 40:
            fenetres_connues.append((personne, geste, features(morceau)))
            morceau = []
MODELE = apprentissage(fenetres_connues)


def model():
    return MODELE


def predict(window):
    return au_plus_pres(MODELE, features(window))


def card():
    autres = [f for f in fenetres_connues if f[0] != fenetres_connues[-1][0]]
    essai = apprentissage(autres)
    tableau = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for personne, geste, nombres in fenetres_connues:
        if personne == fenetres_connues[-1][0]:
            tableau[GESTES.index(geste)][GESTES.index(au_plus_pres(essai, nombres))] += 1
    return {
        "data": "gestures.csv, vingt-cinq mesures par seconde",
        "people": "quatre volontaires de la salle",
        "limits": "trop peu de gens pour être sûr",
        "confusion": tableau,
    }


async def mesurer():
    prochain = time.ticks_ms()
    n = 0
    while True:
        x, y, z = capteur.read().acceleration_g
        fenetre.append((x * 1000, y * 1000, z * 1000))
        del fenetre[:-40]
        n += 1
        if n % 10 == 0:
            pret.set()
        prochain = time.ticks_add(prochain, 40)
        await asyncio.sleep_ms(max(0, time.ticks_diff(prochain, time.ticks_ms())))


async def decider():
    avant = "rest"
    while True:
        await pret.wait()
        pret.clear()
        if len(fenetre) == 40:
            maintenant = predict(list(fenetre))
            if maintenant == avant != "rest":
                messages.append(maintenant)
            avant = maintenant


async def publier(client):
    while True:
        while messages:
            client.publish(room.topic("gesture"), json.dumps({"label": messages.pop(0)}))
        await asyncio.sleep_ms(20)


async def principal():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        await asyncio.sleep_ms(100)
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.connect()
    await asyncio.gather(mesurer(), decider(), publier(client))


asyncio.run(principal())
