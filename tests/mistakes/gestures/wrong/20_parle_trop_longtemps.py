# mistake: A gesture is repeated as long as it is among the last 15 answers: the board still speaks 6 seconds after its end.
# line: 135
# names.fr: 15|2 s|secondes|longtemps|après|fin|reponses ; repos|silence|tait|taire|dernières|reponses|arrêt|rest|durée|garde
# names.en: 15|2 s|seconds|long|after|end|answers ; rest|silen|quiet|last|answers|stop|keep
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


def faire_le_modele(fenetres):
    m = {"centres": {}, "scales": []}
    for nom in ORDRE:
        groupe = [e[2] for e in fenetres if e[1] == nom]
        m["centres"][nom] = [court(moyenne([g[i] for g in groupe])) for i in range(6)]
    for i in range(6):
        m["scales"].append(court(ecart([e[2][i] for e in fenetres])))
    return m


def choisir(m, f):
    notes = []
    for nom in ORDRE:
        ecarts = [((f[i] - m["centres"][nom][i]) / m["scales"][i]) ** 2 for i in range(6)]
        notes.append((sum(ecarts), nom))
    notes.sort()
    return notes[0][1]


fenetres = [e for e in lire()]
le_modele = faire_le_modele(fenetres)


def model():
    return le_modele


def predict(window):
    return choisir(le_modele, features(window))


def card():
    derniere_personne = fenetres[-1][0]
    a = faire_le_modele([e for e in fenetres if e[0] != derniere_personne])
    t = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for personne, vrai, f in fenetres:
        if personne == derniere_personne:
            t[ORDRE.index(vrai)][ORDRE.index(choisir(a, f))] += 1
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
quarante = []
nouvelles = 0


def au_tic(minuteur):
    global nouvelles
    x, y, z = capteur.read().acceleration_g
    quarante.append([x * 1000, y * 1000, z * 1000])
    if len(quarante) > 40:
        quarante.pop(0)
    nouvelles += 1


minuteur = Timer(1)
minuteur.init(period=40, mode=Timer.PERIODIC, callback=au_tic)
reponses = []
while True:
    if nouvelles >= 10 and len(quarante) == 40:
        nouvelles = 0
        nom = predict(quarante[:])
        reponses.append(nom)
        reponses = reponses[-15:]
        for geste in ("circle", "shake"):
            if reponses.count(geste) >= 2:
                client.publish(room.topic("gesture"), json.dumps({"label": geste}))
                break
    time.sleep_ms(5)
