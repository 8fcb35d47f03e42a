# mistake: The places of a list of 40 go from 0 to 39, the loop goes from 1 to 40.
# line: 26
# names.fr: 40|indice|range ; 39|0|dehors|hors|index|dépass|limite|longueur
# names.en: 40|index|range ; 39|0|out|beyond|limit|length
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
a_dire = []
signal = asyncio.Event()


def features(window):
    sommes = [0, 0, 0]
    for k in range(1, 41):
        for i in range(3):
            sommes[i] += window[k][i]
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


def calculer(exemples):
    centres = {}
    for geste in GESTES:
        liste = [fiche[2] for fiche in exemples if fiche[1] == geste]
        centres[geste] = [arrondir(moyenne_de(liste, i)) for i in range(6)]
    echelles = []
    toutes = [fiche[2] for fiche in exemples]
    for i in range(6):
        m = moyenne_de(toutes, i)
        echelles.append(arrondir(sqrt(sum((f[i] - m) ** 2 for f in toutes) / len(toutes))))
    return {"centres": centres, "scales": echelles}


def deviner(modele, nombres):
    meilleur = "rest"
    record = float("inf")
    for geste in GESTES:
        d = 0
        for i in range(6):
            d += ((nombres[i] - modele["centres"][geste][i]) / modele["scales"][i]) ** 2
        if d < record:
            meilleur, record = geste, d
    return meilleur


exemples = []
bout = []
with open("gestures.csv") as fichier:
    fichier.readline()
    for ligne in fichier:
        prise, personne, geste, ax, ay, az = ligne.strip().split(",")
        bout.append((int(ax), int(ay), int(az)))
        if len(bout) == 40:
            exemples.append((personne, geste, features(bout)))
            bout = []
MODELE = calculer(exemples)


def model():
    return MODELE


def predict(window):
    return deviner(MODELE, features(window))


def card():
    autres = [f for f in exemples if f[0] != exemples[-1][0]]
    essai = calculer(autres)
    tableau = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for personne, geste, nombres in exemples:
        if personne == exemples[-1][0]:
            tableau[GESTES.index(geste)][GESTES.index(deviner(essai, nombres))] += 1
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
            signal.set()
        prochain = time.ticks_add(prochain, 40)
        await asyncio.sleep_ms(max(0, time.ticks_diff(prochain, time.ticks_ms())))


async def decider():
    avant = "rest"
    while True:
        await signal.wait()
        signal.clear()
        if len(fenetre) == 40:
            maintenant = predict(list(fenetre))
            if maintenant == avant != "rest":
                a_dire.append(maintenant)
            avant = maintenant


async def publier(client):
    while True:
        while a_dire:
            client.publish(room.topic("gesture"), json.dumps({"label": a_dire.pop(0)}))
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
