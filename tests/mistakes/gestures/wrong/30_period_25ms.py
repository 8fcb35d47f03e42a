# mistake: The board measures every 25 ms (40 times a second) instead of 25 times a second (every 40 ms).
# line: 14
# names.fr: 25|40 fois|PERIOD|periode|rythme ; 40|fois par seconde|ms|milliseconde
# names.en: 25|40 times|PERIOD|rhythm|rate ; 40|times a second|ms|millisecond
from machine import I2C, Pin
from mpu6050 import MPU6050
from umqtt.simple import MQTTClient
from lab import room
from math import sqrt
import json
import network
import time

PERIOD = 25  # ms
WINDOW = 40
LABELS = ["rest", "circle", "shake"]


def mean(values):
    return sum(values) / len(values)


def deviation(values):
    middle = mean(values)
    return sqrt(sum((v - middle) * (v - middle) for v in values) / len(values))


def features(window):
    axes = [[s[a] for s in window] for a in (0, 1, 2)]
    return [mean(v) for v in axes] + [deviation(v) for v in axes]


def short(x):
    return float("%.6g" % x)


# persons, labels and features of all windows
persons, names, numbers = [], [], []
with open("gestures.csv") as file:
    file.readline()
    part = []
    for line in file:
        _, person, label, ax, ay, az = line.strip().split(",")
        part.append((float(ax), float(ay), float(az)))
        if len(part) == WINDOW:
            persons.append(person)
            names.append(label)
            numbers.append(features(part))
            part = []


def fit(chosen):
    centres = {}
    for label in LABELS:
        own = [numbers[i] for i in chosen if names[i] == label]
        centres[label] = [short(mean([f[k] for f in own])) for k in range(6)]
    scales = [short(deviation([numbers[i][k] for i in chosen])) for k in range(6)]
    return {"centres": centres, "scales": scales}


def nearest(fitted, f):
    best = None
    for label in LABELS:
        centre = fitted["centres"][label]
        d = sum(((f[k] - centre[k]) / fitted["scales"][k]) ** 2 for k in range(6))
        if best is None or d < best[0]:
            best = (d, label)
    return best[1]


final = fit(range(len(names)))


def model():
    return final


def predict(window):
    return nearest(final, features(window))


def card():
    last = persons[-1]
    fitted = fit([i for i in range(len(names)) if persons[i] != last])
    table = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for i in range(len(names)):
        if persons[i] == last:
            table[LABELS.index(names[i])][LABELS.index(nearest(fitted, numbers[i]))] += 1
    return {"data": "eighty lines for each recorded take", "people": "those who lent us their hands",
            "limits": "a left hand was never tried", "confusion": table}


sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(50)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.connect()

live = []
before = ""
ticks = 0
due = time.ticks_ms()
while True:
    x, y, z = sensor.read().acceleration_g
    live.append([x * 1000, y * 1000, z * 1000])
    live = live[-WINDOW:]
    ticks += 1
    if ticks == 10:
        ticks = 0
        if len(live) == WINDOW:
            now = predict(live)
            if now == before and now != "rest":
                client.publish(room.topic("gesture"), json.dumps({"label": now}))
            before = now
    due = time.ticks_add(due, PERIOD)
    pause = time.ticks_diff(due, time.ticks_ms())
    if pause > 0:
        time.sleep_ms(pause)
