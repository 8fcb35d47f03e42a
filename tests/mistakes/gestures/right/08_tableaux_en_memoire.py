# style: arrays of small integers for the window, sums kept up to date, polling
from array import array
from lab import room
from machine import I2C, Pin
from mpu6050 import MPU6050
from umqtt.simple import MQTTClient
import gc
import json
import network
import time

N = 40
MOTS = ("rest", "circle", "shake")


def six_nombres(x, y, z):
    resultat = [sum(x) / N, sum(y) / N, sum(z) / N]
    for valeurs, milieu in ((x, resultat[0]), (y, resultat[1]), (z, resultat[2])):
        carres = 0.0
        for v in valeurs:
            carres += (v - milieu) * (v - milieu)
        resultat.append((carres / N) ** 0.5)
    return resultat


def features(window):
    return six_nombres([m[0] for m in window], [m[1] for m in window], [m[2] for m in window])


qui = []
quoi = bytearray()
nombres = []


def lire():
    x, y, z = array("h", [0] * N), array("h", [0] * N), array("h", [0] * N)
    place = 0
    with open("gestures.csv") as f:
        f.readline()
        for ligne in f:
            _, personne, mot, ax, ay, az = ligne.strip().split(",")
            x[place], y[place], z[place] = int(ax), int(ay), int(az)
            place += 1
            if place == N:
                place = 0
                qui.append(personne)
                quoi.append(MOTS.index(mot))
                nombres.append(array("f", six_nombres(x, y, z)))


def arrondi(v):
    return float("%.6g" % v)


def entrainer(lignes):
    centres = {}
    for k in range(3):
        de_ce_mot = [i for i in lignes if quoi[i] == k]
        centres[MOTS[k]] = [arrondi(sum(nombres[i][c] for i in de_ce_mot) / len(de_ce_mot)) for c in range(6)]
    echelles = []
    for c in range(6):
        m = sum(nombres[i][c] for i in lignes) / len(lignes)
        echelles.append(arrondi((sum((nombres[i][c] - m) ** 2 for i in lignes) / len(lignes)) ** 0.5))
    return {"centres": centres, "scales": echelles}


def reconnaitre(savoir, six):
    meilleur = 0
    record = None
    for k in range(3):
        d = 0.0
        for v, c, e in zip(six, savoir["centres"][MOTS[k]], savoir["scales"]):
            d += ((v - c) / e) ** 2
        if record is None or d < record:
            meilleur, record = k, d
    return meilleur


lire()
SAVOIR = entrainer(range(len(qui)))
gc.collect()


def model():
    return SAVOIR


def predict(window):
    return MOTS[reconnaitre(SAVOIR, features(window))]


def card():
    savoir = entrainer([i for i in range(len(qui)) if qui[i] != qui[-1]])
    grille = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for i in range(len(qui)):
        if qui[i] == qui[-1]:
            grille[quoi[i]][reconnaitre(savoir, nombres[i])] += 1
    return {
        "data": "accélérations en millièmes de g",
        "people": "A, B, C et D, stagiaires",
        "limits": "six nombres ne disent pas tout",
        "confusion": grille,
    }


def reseau():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        time.sleep_ms(100)
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.connect()
    return client


client = reseau()
capteur = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))
fx, fy, fz = array("h", [0] * N), array("h", [0] * N), array("h", [0] * N)
compte = 0
avant = 0
depart = time.ticks_ms()
while True:
    if time.ticks_diff(time.ticks_ms(), depart) < 40:
        time.sleep_ms(1)
        continue
    depart = time.ticks_add(depart, 40)
    gx, gy, gz = capteur.read().acceleration_g
    place = compte % N
    fx[place], fy[place], fz[place] = int(gx * 1000), int(gy * 1000), int(gz * 1000)
    compte += 1
    if compte >= N and compte % 10 == 0:
        k = reconnaitre(SAVOIR, six_nombres(fx, fy, fz))
        if k and k == avant:
            client.publish(room.topic("gesture"), json.dumps({"label": MOTS[k]}))
        avant = k
