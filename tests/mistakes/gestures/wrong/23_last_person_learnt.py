# mistake: The model of the card has learnt from the last person too.
# line: 49
# names.fr: dernière personne|personne|vu
# names.en: last person|person|seen
import asyncio
import json
import network
import time
from lab import room
from machine import I2C, Pin
from math import sqrt
from mpu6050 import MPU6050
from umqtt.simple import MQTTClient

ORDER = ["rest", "circle", "shake"]


def features(window):
    means = []
    deviations = []
    for axis in 0, 1, 2:
        values = [one[axis] for one in window]
        mean = sum(values) / 40
        means.append(mean)
        deviations.append(sqrt(sum([(v - mean) ** 2 for v in values]) / 40))
    return means + deviations


def short(number):
    return float("%.6g" % number)


def windows():
    with open("gestures.csv") as file:
        file.readline()
        window = []
        for line in file:
            fields = line.strip().split(",")
            window.append([int(f) for f in fields[3:]])
            if len(window) == 40:
                yield fields[1], fields[2], features(window)
                window = []


known = list(windows())
last = known[-1][0]
centres = {}
for label in ORDER:
    own = [f for person, name, f in known if name == label]
    centres[label] = [short(sum(f[i] for f in own) / len(own)) for i in range(6)]
scales = []
for i in range(6):
    m = sum(f[i] for p, n, f in known) / len(known)
    scales.append(short(sqrt(sum((f[i] - m) ** 2 for p, n, f in known) / len(known))))


def model():
    return {"centres": centres, "scales": scales}


def closest(f):
    def distance(label):
        return sum(((a - c) / s) ** 2 for a, c, s in zip(f, centres[label], scales))

    return sorted(ORDER, key=distance)[0]


def predict(window):
    return closest(features(window))


def card():
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for person, label, f in known:
        if person == last:
            confusion[ORDER.index(label)][ORDER.index(closest(f))] += 1
    return {"data": "recordings of three movements", "people": "several people and the last one",
            "limits": "unknown movements get a name too", "confusion": confusion}


async def main():
    sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        await asyncio.sleep_ms(100)
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.connect()
    recent = []
    before = None
    count = 0
    due = time.ticks_ms()
    while True:
        recent.append([g * 1000 for g in sensor.read().acceleration_g])
        recent = recent[-40:]
        count += 1
        if count % 10 == 0 and len(recent) == 40:
            label = predict(recent)
            if label == before and label != "rest":
                client.publish(room.topic("gesture"), json.dumps({"label": label}))
            before = label
        due = time.ticks_add(due, 40)
        await asyncio.sleep_ms(max(0, time.ticks_diff(due, time.ticks_ms())))


asyncio.run(main())
