# mistake: range(1, 41) counts from 1 to 40, but the places of a list of 40 go from 0 to 39: an IndexError.
# line: 20
# names.fr: range|41|indice|index|place|40 ; 0|39|zero|hors|liste
# names.en: range|41|index|place|40 ; 0|39|zero|out of|list
import json
import network
import time
from math import sqrt
from machine import I2C, Pin
from mpu6050 import MPU6050
from umqtt.simple import MQTTClient
from lab import room

order = ["rest", "circle", "shake"]


def features(window):
    means = [0, 0, 0]
    squares = [0, 0, 0]
    for i in range(1, 41):
        for axis in range(3):
            means[axis] += window[i][axis] / 40
    for sample in window:
        for axis in range(3):
            squares[axis] += (sample[axis] - means[axis]) ** 2
    return means + [sqrt(s / 40) for s in squares]


def round6(x):
    return float("%.6g" % x)


data = []
with open("gestures.csv") as file:
    header = file.readline()
    lines = 0
    window = []
    for line in file:
        cells = line.strip().split(",")
        window.append([float(c) for c in cells[3:6]])
        lines += 1
        if lines % 40 == 0:
            data.append({"person": cells[1], "label": cells[2], "features": features(window)})
            window = []


def learn(rows):
    centres = {}
    for label in order:
        mine = [r["features"] for r in rows if r["label"] == label]
        centres[label] = [round6(sum(c) / len(mine)) for c in zip(*mine)]
    scales = []
    for column in zip(*[r["features"] for r in rows]):
        m = sum(column) / len(column)
        scales.append(round6(sqrt(sum((v - m) ** 2 for v in column) / len(column))))
    return {"centres": centres, "scales": scales}


def decide(learnt, f):
    scores = {}
    for label in order:
        total = 0
        for i in range(6):
            total += ((f[i] - learnt["centres"][label][i]) / learnt["scales"][i]) ** 2
        scores[label] = total
    return min(order, key=lambda label: scores[label])


learnt = learn(data)


def model():
    return learnt


def predict(window):
    return decide(learnt, features(window))


def card():
    last = data[-1]["person"]
    fair = learn([r for r in data if r["person"] != last])
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for r in data:
        if r["person"] == last:
            confusion[order.index(r["label"])][order.index(decide(fair, r["features"]))] += 1
    return {"data": "three gestures at 25 lines a second", "people": "the recorded people, no names kept",
            "limits": "unknown gestures are named anyway", "confusion": confusion}


sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.connect()

recent = []
said = "rest"
count = 0
due = time.ticks_ms()
while True:
    x, y, z = sensor.read().acceleration_g
    recent.append([x * 1000, y * 1000, z * 1000])
    recent = recent[-40:]
    count += 1
    if count % 10 == 0 and len(recent) == 40:
        label = predict(recent)
        if label == said and label != "rest":
            client.publish(room.topic("gesture"), json.dumps({"label": label}))
        said = label
    due = time.ticks_add(due, 40)
    time.sleep_ms(max(0, time.ticks_diff(due, time.ticks_ms())))
