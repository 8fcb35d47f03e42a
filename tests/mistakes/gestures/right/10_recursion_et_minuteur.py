# style: the Timer reads the sensor in its callback; recursion for the sums
from lab import room
from machine import I2C, Pin, Timer
from math import sqrt
from mpu6050 import MPU6050
from umqtt.simple import MQTTClient
import json
import network
import time


def somme(liste, debut=0, fin=None):
    """Par moitiés : les arrondis s'ajoutent moins."""
    if fin is None:
        fin = len(liste)
    if fin - debut == 1:
        return liste[debut]
    milieu = (debut + fin) // 2
    return somme(liste, debut, milieu) + somme(liste, milieu, fin)


def moyenne(liste):
    return somme(liste) / len(liste)


def ecart(liste):
    m = moyenne(liste)
    return sqrt(moyenne([(v - m) * (v - m) for v in liste]))


def features(window):
    axes = [[mesure[axe] for mesure in window] for axe in (0, 1, 2)]
    return [moyenne(a) for a in axes] + [ecart(a) for a in axes]


ORDRE = ["rest", "circle", "shake"]


def lire():
    reste = []
    with open("gestures.csv") as f:
        f.readline()
        for texte in f:
            c = texte.strip().split(",")
            reste.append([int(c[3]), int(c[4]), int(c[5])])
            if len(reste) == 40:
                yield c[1], c[2], features(reste)
                reste = []


def court(v):
    return float("%.6g" % v)


def construire(exemples):
    m = {"centres": {}, "scales": []}
    for nom in ORDRE:
        groupe = [e[2] for e in exemples if e[1] == nom]
        m["centres"][nom] = [court(moyenne([g[i] for g in groupe])) for i in range(6)]
    for i in range(6):
        m["scales"].append(court(ecart([e[2][i] for e in exemples])))
    return m


def repondre(m, f):
    notes = []
    for nom in ORDRE:
        ecarts = [((f[i] - m["centres"][nom][i]) / m["scales"][i]) ** 2 for i in range(6)]
        notes.append((sum(ecarts), nom))
    notes.sort()
    return notes[0][1]


exemples = [e for e in lire()]
le_modele = construire(exemples)


def model():
    return le_modele


def predict(window):
    return repondre(le_modele, features(window))


def card():
    derniere_personne = exemples[-1][0]
    a = construire([e for e in exemples if e[0] != derniere_personne])
    t = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for personne, vrai, f in exemples:
        if personne == derniere_personne:
            t[ORDRE.index(vrai)][ORDRE.index(repondre(a, f))] += 1
    return {
        "data": "vingt-quatre fenêtres de quatre personnes",
        "people": "des volontaires de la formation",
        "limits": "pas essayé avec des enfants",
        "confusion": t,
    }


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.connect()

capteur = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))
recues = []
nouvelles = 0


def au_tic(minuteur):
    global nouvelles
    x, y, z = capteur.read().acceleration_g
    recues.append([x * 1000, y * 1000, z * 1000])
    if len(recues) > 40:
        recues.pop(0)
    nouvelles += 1


minuteur = Timer(1)
minuteur.init(period=40, mode=Timer.PERIODIC, callback=au_tic)
avant = "rest"
while True:
    if nouvelles >= 10 and len(recues) == 40:
        nouvelles = 0
        nom = predict(recues[:])
        if nom == avant and nom != "rest":
            client.publish(room.topic("gesture"), json.dumps({"label": nom}))
        avant = nom
    time.sleep_ms(5)
