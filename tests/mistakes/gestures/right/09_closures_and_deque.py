# style: deque of 40, functions that make functions, gap between messages
import json
import network
import time
from collections import deque
from math import sqrt
from lab import room
from machine import I2C, Pin
from mpu6050 import MPU6050
from umqtt.simple import MQTTClient


def statistics_of(values):
    values = list(values)
    mean = sum(values) / len(values)
    return mean, sqrt(sum((v - mean) ** 2 for v in values) / len(values))


def features(window):
    pairs = [statistics_of(m[i] for m in window) for i in range(3)]
    return [p[0] for p in pairs] + [p[1] for p in pairs]


def digits(values):
    return [float("%.6g" % v) for v in values]


def fit(rows):
    groups = {}
    for row in rows:
        groups.setdefault(row["label"], []).append(row["f"])
    centres = {}
    for label, group in groups.items():
        centres[label] = digits([statistics_of(f[i] for f in group)[0] for i in range(6)])
    scales = digits([statistics_of(row["f"][i] for row in rows)[1] for i in range(6)])
    return {"centres": centres, "scales": scales}


def classifier(fitted):
    def distance(f, label):
        return sum([((f[i] - fitted["centres"][label][i]) / fitted["scales"][i]) ** 2 for i in range(6)])

    def classify(f):
        return min(("rest", "circle", "shake"), key=lambda label: distance(f, label))

    return classify


def load(name):
    rows, window = [], []
    with open(name) as file:
        names = file.readline().strip().split(",")
        for line in file:
            row = dict(zip(names, line.strip().split(",")))
            window.append([int(row[axis]) for axis in ("ax", "ay", "az")])
            if len(window) == 40:
                rows.append({"person": row["person"], "label": row["label"], "f": features(window)})
                window.clear()
    return rows


rows = load("gestures.csv")
fitted = fit(rows)
classify = classifier(fitted)


def model():
    return fitted


def predict(window):
    return classify(features(window))


def card():
    last = rows[-1]["person"]
    blind = classifier(fit([r for r in rows if r["person"] != last]))
    order = ["rest", "circle", "shake"]
    table = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for r in rows:
        if r["person"] == last:
            table[order.index(r["label"])][order.index(blind(r["f"]))] += 1
    return {
        "data": "windows that never overlap, 24 of them",
        "people": "four people, one is only for the test",
        "limits": "a wrist held upside down is unknown",
        "confusion": table,
    }


def publisher():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        time.sleep_ms(100)
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.connect()

    def publish(label):
        client.publish(room.topic("gesture"), json.dumps({"label": label}))

    return publish


def watcher(publish):
    window = deque((), 40)
    count = 0
    said = "rest"

    def feel(g):
        nonlocal count, said
        window.append([a * 1000 for a in g])
        count += 1
        if count < 40 or count % 10:
            return
        label = predict(list(window))
        if label != "rest" and label == said:
            publish(label)
        said = label

    return feel


feel = watcher(publisher())
sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))
due = time.ticks_ms()
while True:
    feel(sensor.read().acceleration_g)
    due = time.ticks_add(due, 40)
    time.sleep_ms(max(0, time.ticks_diff(due, time.ticks_ms())))
