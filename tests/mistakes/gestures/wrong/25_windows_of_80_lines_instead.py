# mistake: Windows of 80 lines instead of 40.
# line: 43
# names.fr: 80|40
# names.en: 80|40
from machine import I2C, Pin
from mpu6050 import MPU6050
from lab import room
from umqtt.simple import MQTTClient
from math import sqrt
import json, network, time

NOMS = ["rest", "circle", "shake"]
capteur = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))


def moyenne(valeurs):
    return sum(valeurs) / len(valeurs)


def ecart(valeurs):
    m = moyenne(valeurs)
    return sqrt(sum((v - m) ** 2 for v in valeurs) / len(valeurs))


def features(window):
    colonnes = [[p[i] for p in window] for i in range(3)]
    return [moyenne(c) for c in colonnes] + [ecart(c) for c in colonnes]


def arrondi(x):
    return float("%.6g" % x)


def lire():
    fenetres = []
    courante = []
    prise_avant = None
    with open("gestures.csv") as fichier:
        fichier.readline()
        for ligne in fichier:
            prise, qui, nom, x, y, z = ligne.strip().split(",")
            courante.append([float(x), float(y), float(z)])
            if len(courante) == 80:
                fenetres.append((qui, nom, features(courante)))
                courante = []
    return fenetres


def apprendre(fenetres):
    centres = {}
    for nom in NOMS:
        siennes = [f[2] for f in fenetres if f[1] == nom]
        centres[nom] = [arrondi(moyenne([s[i] for s in siennes])) for i in range(6)]
    echelles = [arrondi(ecart([f[2][i] for f in fenetres])) for i in range(6)]
    return {"centres": centres, "scales": echelles}


def plus_proche(modele, traits):
    meilleur = None
    for nom in NOMS:
        d = 0
        for i in range(6):
            d += ((traits[i] - modele["centres"][nom][i]) / modele["scales"][i]) ** 2
        if meilleur is None or d < meilleur[0]:
            meilleur = (d, nom)
    return meilleur[1]


fenetres = lire()
MODELE = apprendre(fenetres)


def model():
    return MODELE


def predict(window):
    return plus_proche(MODELE, features(window))


def card():
    dernier = fenetres[-1][0]
    essai = apprendre([f for f in fenetres if f[0] != dernier])
    table = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for qui, nom, traits in fenetres:
        if qui == dernier:
            table[NOMS.index(nom)][NOMS.index(plus_proche(essai, traits))] += 1
    return {
        "data": "des accélérations enregistrées à la main",
        "people": "quelques personnes dans une salle",
        "limits": "trois gestes seulement, capteur tenu pareil",
        "confusion": table,
    }


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.connect()

fenetre = []
avant = "rest"
compte = 0
due = time.ticks_ms()
while True:
    x, y, z = capteur.read().acceleration_g
    fenetre.append([x * 1000, y * 1000, z * 1000])
    fenetre = fenetre[-40:]
    compte += 1
    if compte % 10 == 0 and len(fenetre) == 40:
        nom = predict(fenetre)
        if nom == avant and nom != "rest":
            client.publish(room.topic("gesture"), json.dumps({"label": nom}))
        avant = nom
    due = time.ticks_add(due, 40)
    time.sleep_ms(max(0, time.ticks_diff(due, time.ticks_ms())))
