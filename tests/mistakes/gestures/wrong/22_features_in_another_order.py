# mistake: The features are mean and deviation of each axis in turn, the statement wants the three means first.
# line: 26
# names.fr: ordre|moyennes|d’abord|d'abord
# names.en: order|means|first
from lab import room
from machine import I2C, Pin
from math import sqrt
from mpu6050 import MPU6050
from umqtt.simple import MQTTClient
import json
import network
import time

LABELS = ("rest", "circle", "shake")


def mean_and_deviation(values):
    m = sum(values) / len(values)
    return m, sqrt(sum((v - m) ** 2 for v in values) / len(values))


def features(window):
    result = []
    for axis in range(3):
        m, d = mean_and_deviation([sample[axis] for sample in window])
        result += [m, d]
    return result


class Model:
    def __init__(self):
        self.windows = []
        window = []
        for number, line in enumerate(open("gestures.csv")):
            if number == 0:
                continue
            take, person, label, x, y, z = line.strip().split(",")
            window.append([int(x), int(y), int(z)])
            if len(window) == 40:
                self.windows.append((person, label, features(window)))
                window = []
        self.last = self.windows[-1][0]
        seen = [w for w in self.windows if w[0] != self.last]
        self.centres = {}
        for label in LABELS:
            own = [w[2] for w in seen if w[1] == label]
            self.centres[label] = [float("%.6g" % (sum(f[i] for f in own) / len(own))) for i in range(6)]
        self.scales = [float("%.6g" % mean_and_deviation([w[2][i] for w in seen])[1]) for i in range(6)]

    def nearest(self, f):
        best = None
        for label in LABELS:
            d = 0
            for i in range(6):
                d += ((f[i] - self.centres[label][i]) / self.scales[i]) ** 2
            if best is None or d < best[0]:
                best = (d, label)
        return best[1]


learnt = Model()


def model():
    return {"centres": learnt.centres, "scales": learnt.scales}


def predict(window):
    return learnt.nearest(features(window))


def card():
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for person, label, f in learnt.windows:
        if person == learnt.last:
            confusion[LABELS.index(label)][LABELS.index(learnt.nearest(f))] += 1
    return {"data": "windows of forty measures each", "people": "some people, the last one tests",
            "limits": "only three kinds of movement", "confusion": confusion}


sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.connect()
recent, before, turns = [], "rest", 0
while True:
    x, y, z = sensor.read().acceleration_g
    recent = recent[-39:] + [[1000 * x, 1000 * y, 1000 * z]]
    turns += 1
    if turns % 10 == 0 and len(recent) == 40:
        now = predict(recent)
        if now == before != "rest":
            client.publish(room.topic("gesture"), json.dumps({"label": now}))
        before = now
    time.sleep_ms(38)
