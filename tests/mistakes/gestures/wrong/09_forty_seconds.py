# mistake: sleep(40) waits for 40 seconds between two measures, not for 40 milliseconds.
# line: 119
# names.fr: sleep|seconde ; milliseconde|sleep_ms|ms|0.04|40
# names.en: sleep|second ; millisecond|sleep_ms|ms|0.04|40
from lab import room
from machine import I2C, Pin
from math import sqrt
from mpu6050 import MPU6050
from umqtt.simple import MQTTClient
import json
import network
import time

LABELS = ["rest", "circle", "shake"]
sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))


def average(values):
    return sum(values) / len(values)


def std(values):
    middle = average(values)
    return sqrt(sum((v - middle) ** 2 for v in values) / len(values))


def features(window):
    columns = [[one[i] for one in window] for i in range(3)]
    return [average(c) for c in columns] + [std(c) for c in columns]


def cut(number):
    return float("%.6g" % number)


def read_windows():
    found = []
    window = []
    with open("gestures.csv") as file:
        file.readline()
        for line in file:
            take, person, label, ax, ay, az = line.strip().split(",")
            window.append([int(ax), int(ay), int(az)])
            if len(window) == 40:
                found.append((person, label, features(window)))
                window = []
    return found


def learn(windows):
    centres = {}
    for label in LABELS:
        rows = [f for _, one, f in windows if one == label]
        centres[label] = [cut(average([f[i] for f in rows])) for i in range(6)]
    scales = [cut(std([f[i] for _, _, f in windows])) or 1 for i in range(6)]
    return {"centres": centres, "scales": scales}


def nearest(a_model, f):
    best, smallest = None, None
    for label in LABELS:
        centre = a_model["centres"][label]
        distance = sum(((f[i] - centre[i]) / a_model["scales"][i]) ** 2 for i in range(6))
        if best is None or distance < smallest:
            best, smallest = label, distance
    return best


windows = read_windows()
learnt = learn(windows)


def model():
    return learnt


def predict(window):
    return nearest(learnt, features(window))


def card():
    last = windows[-1][0]
    other = learn([one for one in windows if one[0] != last])
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for person, label, f in windows:
        if person == last:
            confusion[LABELS.index(label)][LABELS.index(nearest(other, f))] += 1
    return {
        "data": "Twelve takes of eighty measures each",
        "people": "Four people, called A to D",
        "limits": "Only three gestures, only one sensor",
        "confusion": confusion,
    }


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.connect()

live = []
since = 0
before = "rest"
while True:
    x, y, z = sensor.read().acceleration_g
    live.append([x * 1000, y * 1000, z * 1000])
    live = live[-40:]
    since += 1
    if since >= 10 and len(live) == 40:
        since = 0
        label = predict(live)
        if label != "rest" and label == before:
            client.publish(room.topic("gesture"), json.dumps({"label": label}))
        before = label
    time.sleep(40)
