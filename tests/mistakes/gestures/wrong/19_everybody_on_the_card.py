# mistake: The confusion counts the windows of all four people, not of the last one only.
# line: 95
# names.fr: dernière|dernier|personne ; confusion|tous|card|compt|fiche
# names.en: last|person ; confusion|all|card|count|every
from lab import room
from machine import I2C, Pin, Timer
from mpu6050 import MPU6050
from umqtt.simple import MQTTClient
import json
import math
import network
import time

labels = ["rest", "circle", "shake"]
ticks = 0


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


def load():
    """The file is read once: the six numbers of each window are kept."""
    entries = []
    file = open("gestures.csv")
    file.readline()
    window = []
    while True:
        line = file.readline()
        if not line:
            break
        parts = line.strip().split(",")
        window.append([int(p) for p in parts[3:]])
        if len(window) == 40:
            entries.append({"person": parts[1], "label": parts[2], "numbers": features(window)})
            window = []
    file.close()
    return entries


def learn(entries):
    answer = {"centres": {}, "scales": []}
    for label in labels:
        chosen = [row["numbers"] for row in entries if row["label"] == label]
        centre = []
        for i in range(6):
            centre.append(float("%.6g" % (sum([c[i] for c in chosen]) / len(chosen))))
        answer["centres"][label] = centre
    for i in range(6):
        values = [row["numbers"][i] for row in entries]
        m = sum(values) / len(values)
        v = sum([(x - m) ** 2 for x in values]) / len(values)
        answer["scales"].append(float("%.6g" % math.sqrt(v)))
    return answer


def guess(answer, numbers):
    distances = []
    for label in labels:
        d = 0
        for i in range(6):
            d += ((numbers[i] - answer["centres"][label][i]) / answer["scales"][i]) ** 2
        distances.append(d)
    return labels[distances.index(min(distances))]


entries = load()
trained = learn(entries)


def model():
    return trained


def predict(window):
    return guess(trained, features(window))


def card():
    who = entries[-1]["person"]
    others = learn([row for row in entries if row["person"] != who])
    counts = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for row in entries:
        counts[labels.index(row["label"])][labels.index(guess(others, row["numbers"]))] += 1
    return {
        "data": "recordings of an MPU6050, in mg",
        "people": "four persons of one class",
        "limits": "does not know any fourth gesture",
        "confusion": counts,
    }


def on_timer(timer):
    global ticks
    ticks += 1


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.connect()
sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))

ring = []
count = 0
previous = "rest"
Timer(0).init(period=40, mode=Timer.PERIODIC, callback=on_timer)
seen = ticks
while True:
    if seen == ticks:
        time.sleep_ms(1)
        continue
    seen = ticks
    g = sensor.read().acceleration_g
    sample = [g[0] * 1000, g[1] * 1000, g[2] * 1000]
    if len(ring) < 40:
        ring.append(sample)
    else:
        ring[count % 40] = sample
    count += 1
    if count >= 40 and count % 10 == 0:
        label = predict(ring)
        if label == previous and label != "rest":
            client.publish(room.topic("gesture"), json.dumps({"label": label, "count": count}))
        previous = label
