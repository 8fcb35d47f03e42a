from lab import room
from machine import I2C, Pin, Timer
from math import sqrt
from mpu6050 import MPU6050
from umqtt.simple import MQTTClient
import json
import network
import time

LABELS = ("rest", "circle", "shake")
SIZE = 40


def features(window):
    result = [0.0] * 6
    for sample in window:
        for axis in range(3):
            result[axis] += sample[axis] / len(window)
    for sample in window:
        for axis in range(3):
            result[3 + axis] += (sample[axis] - result[axis]) ** 2 / len(window)
    for place in range(3, 6):
        result[place] = sqrt(result[place])
    return result


people, labels, table = [], [], []
window = []
for line in open("gestures.csv"):
    take, person, label, x, y, z = line.strip().split(",")
    if take == "take":
        continue
    window.append((int(x), int(y), int(z)))
    if len(window) == SIZE:
        people.append(person)
        labels.append(label)
        table.append(features(window))
        window = []

last = people[-1]
seen = [place for place in range(len(people)) if people[place] != last]


def rounded(number):
    return float("%.6g" % number)


def centre(label):
    rows = [table[place] for place in seen if labels[place] == label]
    return [rounded(sum(row[column] for row in rows) / len(rows)) for column in range(6)]


def scale(column):
    values = [table[place][column] for place in seen]
    middle = sum(values) / len(values)
    return rounded(sqrt(sum((value - middle) ** 2 for value in values) / len(values)))


CENTRES = {label: centre(label) for label in LABELS}
SCALES = [scale(column) for column in range(6)]


def model():
    return {"centres": CENTRES, "scales": SCALES}


def judge(numbers):
    best = LABELS[0]
    distances = {}
    for label in LABELS:
        distances[label] = sum(
            ((numbers[column] - CENTRES[label][column]) / SCALES[column]) ** 2 for column in range(6)
        )
        if distances[label] < distances[best]:
            best = label
    return best


def predict(window):
    return judge(features(window))


def card():
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for place in range(len(people)):
        if people[place] == last:
            confusion[LABELS.index(labels[place])][LABELS.index(judge(table[place]))] += 1
    return {
        "data": "%d windows of a hand that rests, circles or shakes" % len(table),
        "people": "each person of the file, the last one kept aside",
        "limits": "other gestures, other ways to hold it",
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
fresh = 0


def measure(timer):
    global fresh
    x, y, z = sensor.read().acceleration_g
    recent.append((x * 1000, y * 1000, z * 1000))
    if len(recent) > SIZE:
        recent.pop(0)
    fresh += 1


Timer(0).init(period=40, mode=Timer.PERIODIC, callback=measure)
before = "rest"
try:
    while True:
        if fresh >= 10 and len(recent) == SIZE:
            fresh = 0
            label = predict(list(recent))
            if label == before and label != "rest":
                client.publish(room.topic("gesture"), json.dumps({"label": label}))
            before = label
        time.sleep_ms(10)
finally:
    Timer(0).deinit()
