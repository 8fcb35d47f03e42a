# mistake: pandas does not exist on the board.
# line: 12
# names.fr: pandas ; module|bibliothèque|import|carte|micropython|existe
# names.en: pandas ; module|library|import|board|micropython|exist
from lab import room
from machine import I2C, Pin, Timer
from mpu6050 import MPU6050
from umqtt.simple import MQTTClient
import json
import math
import network
import pandas as pd
import time

labels = ["rest", "circle", "shake"]
tics = 0


def features(window):
    result = []
    for axis in range(3):
        total = 0
        for sample in window:
            total += sample[axis]
        result.append(total / len(window))
    for axis in range(3):
        total = 0
        for sample in window:
            gap = sample[axis] - result[axis]
            total += gap * gap
        result.append(math.sqrt(total / len(window)))
    return result


def charger():
    """The file is read once: the six numbers of each window are kept."""
    tableau = []
    donnees = pd.read_csv("gestures.csv")
    for take, groupe in donnees.groupby("take"):
        lignes = groupe[["ax", "ay", "az"]].values.tolist()
        for debut in (0, 40):
            tableau.append({
                "person": groupe.person.iloc[0],
                "label": groupe.label.iloc[0],
                "numbers": features(lignes[debut:debut + 40]),
            })
    return tableau


def apprendre(tableau):
    answer = {"centres": {}, "scales": []}
    for label in labels:
        chosen = [row["numbers"] for row in tableau if row["label"] == label]
        centre = []
        for i in range(6):
            centre.append(float("%.6g" % (sum([c[i] for c in chosen]) / len(chosen))))
        answer["centres"][label] = centre
    for i in range(6):
        values = [row["numbers"][i] for row in tableau]
        m = sum(values) / len(values)
        v = sum([(x - m) ** 2 for x in values]) / len(values)
        answer["scales"].append(float("%.6g" % math.sqrt(v)))
    return answer


def juger(answer, numbers):
    distances = []
    for label in labels:
        d = 0
        for i in range(6):
            d += ((numbers[i] - answer["centres"][label][i]) / answer["scales"][i]) ** 2
        distances.append(d)
    return labels[distances.index(min(distances))]


tableau = charger()
appris = apprendre(tableau)


def model():
    return appris


def predict(window):
    return juger(appris, features(window))


def card():
    who = tableau[-1]["person"]
    others = apprendre([row for row in tableau if row["person"] != who])
    matrix = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for row in tableau:
        if row["person"] == who:
            matrix[labels.index(row["label"])][labels.index(juger(others, row["numbers"]))] += 1
    return {
        "data": "recordings of an MPU6050, in mg",
        "people": "four persons of one class",
        "limits": "does not know any fourth gesture",
        "confusion": matrix,
    }


def au_tic(timer):
    global tics
    tics += 1


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.connect()
sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))

anneau = []
nombre = 0
avant = "rest"
Timer(0).init(period=40, mode=Timer.PERIODIC, callback=au_tic)
seen = tics
while True:
    if seen == tics:
        time.sleep_ms(1)
        continue
    seen = tics
    g = sensor.read().acceleration_g
    sample = [g[0] * 1000, g[1] * 1000, g[2] * 1000]
    if len(anneau) < 40:
        anneau.append(sample)
    else:
        anneau[nombre % 40] = sample
    nombre += 1
    if nombre >= 40 and nombre % 10 == 0:
        label = predict(anneau)
        if label == avant and label != "rest":
            client.publish(room.topic("gesture"), json.dumps({"label": label, "nombre": nombre}))
        avant = label
