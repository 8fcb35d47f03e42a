from lab import room
from machine import I2C, Pin
from math import sqrt
from mpu6050 import MPU6050
from umqtt.simple import MQTTClient
import json
import network
import time

LABELS = ("rest", "circle", "shake")
WINDOW = 40
STEP = 10


def mean(values):
    return sum(values) / len(values)


def deviation(values):
    middle = mean(values)
    return sqrt(sum((value - middle) ** 2 for value in values) / len(values))


def features(window):
    axes = [[sample[axis] for sample in window] for axis in range(3)]
    return [mean(axis) for axis in axes] + [deviation(axis) for axis in axes]


def short(value):
    return float("%.6g" % value)


def read_windows(name):
    # Only the features stay: (person, label, six numbers).
    found = []
    window = []
    with open(name) as file:
        file.readline()
        for line in file:
            take, person, label, x, y, z = line.strip().split(",")
            window.append([int(x), int(y), int(z)])
            if len(window) == WINDOW:
                found.append((person, label, features(window)))
                window = []
    return found


def learn(windows):
    centres = {}
    for label in LABELS:
        own = [numbers for person, said, numbers in windows if said == label]
        centres[label] = [short(mean([numbers[place] for numbers in own])) for place in range(6)]
    scales = [short(deviation([numbers[place] for person, said, numbers in windows])) for place in range(6)]
    return {"centres": centres, "scales": scales}


def nearest(numbers):
    best, least = None, None
    for label in LABELS:
        parts = zip(numbers, learnt["centres"][label], learnt["scales"])
        distance = sum(((number - centre) / scale) ** 2 for number, centre, scale in parts)
        if least is None or distance < least:
            best, least = label, distance
    return best


windows = read_windows("gestures.csv")
last = windows[-1][0]
learnt = learn([window for window in windows if window[0] != last])


def model():
    return learnt


def predict(window):
    return nearest(features(window))


def card():
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for person, label, numbers in windows:
        if person == last:
            confusion[LABELS.index(label)][LABELS.index(nearest(numbers))] += 1
    return {
        "data": "%d windows of 1.6 s, two movements and rest" % len(windows),
        "people": "four adults; one of them only tested the model",
        "limits": "other movements get one of the three names too",
        "confusion": confusion,
    }


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
before = "rest"
count = 0
due = time.ticks_ms()

while True:
    recent.append([1000 * value for value in sensor.read().acceleration_g])
    recent = recent[-WINDOW:]
    count += 1
    if count % STEP == 0 and len(recent) == WINDOW:
        label = predict(recent)
        if label == before and label != "rest":
            client.publish(room.topic("gesture"), json.dumps({"label": label, "number": LABELS.index(label)}))
        before = label
    due = time.ticks_add(due, 40)
    time.sleep_ms(max(0, time.ticks_diff(due, time.ticks_ms())))
