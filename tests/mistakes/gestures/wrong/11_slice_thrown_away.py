# mistake: window[-40:] makes a new list that is thrown away: the window grows for ever and mixes old movements in.
# line: 112
# names.fr: [-40:]|window|liste|tranche|fenetre ; nouvelle|résultat|gard|grandi|variable|=|40|longue
# names.en: [-40:]|window|list|slice ; new|result|keep|kept|grow|variable|=|40|long
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


def mean(values):
    return sum(values) / len(values)


def deviation(values):
    middle = mean(values)
    return sqrt(sum((v - middle) ** 2 for v in values) / len(values))


def features(window):
    columns = [[one[i] for one in window] for i in range(3)]
    return [mean(c) for c in columns] + [deviation(c) for c in columns]


def six_digits(number):
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
        centres[label] = [six_digits(mean([f[i] for f in rows])) for i in range(6)]
    scales = [six_digits(deviation([f[i] for _, _, f in windows])) or 1 for i in range(6)]
    return {"centres": centres, "scales": scales}


def best_label(a_model, f):
    best, smallest = None, None
    for label in LABELS:
        centre = a_model["centres"][label]
        distance = sum(((f[i] - centre[i]) / a_model["scales"][i]) ** 2 for i in range(6))
        if best is None or distance < smallest:
            best, smallest = label, distance
    return best


windows = read_windows()
knowledge = learn(windows)


def model():
    return knowledge


def predict(window):
    return best_label(knowledge, features(window))


def card():
    last = windows[-1][0]
    other = learn([one for one in windows if one[0] != last])
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for person, label, f in windows:
        if person == last:
            confusion[LABELS.index(label)][LABELS.index(best_label(other, f))] += 1
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

window_now = []
since = 0
last_label = "rest"
due = time.ticks_ms()
while True:
    x, y, z = sensor.read().acceleration_g
    window_now.append([x * 1000, y * 1000, z * 1000])
    window_now[-40:]
    since += 1
    if since >= 10 and len(window_now) >= 40:
        since = 0
        label = predict(window_now)
        if label != "rest" and label == last_label:
            client.publish(room.topic("gesture"), json.dumps({"label": label}))
        last_label = label
    due = time.ticks_add(due, 40)
    time.sleep_ms(max(0, time.ticks_diff(due, time.ticks_ms())))
