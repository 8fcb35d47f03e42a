# mistake: str() of a dictionary writes single quotes: the message is not JSON, json.dumps is needed.
# line: 97
# names.fr: str|guillemet|apostrophe|dictionnaire|message ; json|dumps|guillemets doubles
# names.en: str(|str |quote|dictionary|message ; json|dumps|double quotes
from machine import I2C, Pin
from mpu6050 import MPU6050
from umqtt.simple import MQTTClient
from lab import room
from math import sqrt
import network
import time


class Gestes:
    NOMS = ("rest", "circle", "shake")

    def __init__(self, exemples):
        self.centres = {}
        self.scales = []
        for nom in self.NOMS:
            groupe = [e[2] for e in exemples if e[1] == nom]
            self.centres[nom] = [self.six(sum(f[i] for f in groupe) / len(groupe)) for i in range(6)]
        for i in range(6):
            total = len(exemples)
            m = sum(e[2][i] for e in exemples) / total
            v = sum((e[2][i] - m) ** 2 for e in exemples) / total
            self.scales.append(self.six(sqrt(v)))

    def six(self, nombre):
        return float("{:.6g}".format(nombre))

    def nommer(self, f):
        distances = []
        for nom in self.NOMS:
            c = self.centres[nom]
            distances.append(sum([((f[i] - c[i]) / self.scales[i]) ** 2 for i in range(6)]))
        return self.NOMS[distances.index(min(distances))]


def features(window):
    resultat = [0] * 6
    for axe in range(3):
        for mesure in window:
            resultat[axe] += mesure[axe]
        resultat[axe] /= 40
        for mesure in window:
            resultat[axe + 3] += (mesure[axe] - resultat[axe]) ** 2
        resultat[axe + 3] = sqrt(resultat[axe + 3] / 40)
    return resultat


exemples = []
with open("gestures.csv") as f:
    f.readline()
    tampon = []
    for ligne in f:
        prise, personne, nom, ax, ay, az = ligne.strip().split(",")
        tampon.append([int(ax), int(ay), int(az)])
        if len(tampon) == 40:
            exemples.append((personne, nom, features(tampon)))
            tampon = []

gestes = Gestes(exemples)


def model():
    return {"centres": gestes.centres, "scales": gestes.scales}


def predict(window):
    return gestes.nommer(features(window))


def card():
    test = exemples[-1][0]
    sans = Gestes([e for e in exemples if e[0] != test])
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for personne, nom, f in exemples:
        if personne == test:
            confusion[Gestes.NOMS.index(nom)][Gestes.NOMS.index(sans.nommer(f))] += 1
    return {"data": "des prises de trois gestes", "people": "quelques volontaires de la classe",
            "limits": "il ne connaît que trois gestes", "confusion": confusion}


sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
mqtt = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
mqtt.connect()


def annoncer(nom):
    mqtt.publish(room.topic("gesture"), str({"label": nom}))


fenetre = []
dernier = "rest"
n = 0
prochaine = time.ticks_ms()
while True:
    a = sensor.read().acceleration_g
    fenetre.append([a[0] * 1000, a[1] * 1000, a[2] * 1000])
    if len(fenetre) > 40:
        del fenetre[0]
    n = (n + 1) % 10
    if n == 0 and len(fenetre) == 40:
        nom = predict(fenetre)
        if nom != "rest" and nom == dernier:
            annoncer(nom)
        dernier = nom
    prochaine = time.ticks_add(prochaine, 40)
    time.sleep_ms(max(0, time.ticks_diff(prochaine, time.ticks_ms())))
