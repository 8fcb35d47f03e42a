import json
import network
import time
from lab import room
from machine import I2C, Pin
from math import sqrt
from mpu6050 import MPU6050
from umqtt.simple import MQTTClient


def features(window):
    result = []
    spread = []
    for axis in range(3):
        values = [sample[axis] for sample in window]
        mean = sum(values) / 40
        result.append(mean)
        spread.append(sqrt(sum([(v - mean) ** 2 for v in values]) / 40))
    return result + spread


class Running:
    """Sums of six features, to learn without keeping much."""

    def __init__(self):
        self.n = 0
        self.sums = [0] * 6

    def add(self, numbers):
        self.n += 1
        for i in range(6):
            self.sums[i] += numbers[i]

    def means(self):
        return [s / self.n for s in self.sums]


class Centres:
    LABELS = ("rest", "circle", "shake")

    def __init__(self, rows):
        groups = {label: Running() for label in self.LABELS}
        everything = Running()
        for person, label, numbers in rows:
            groups[label].add(numbers)
            everything.add(numbers)
        self.centres = {}
        for label in self.LABELS:
            self.centres[label] = [float("%.6g" % m) for m in groups[label].means()]
        spread = Running()
        middle = everything.means()
        for person, label, numbers in rows:
            spread.add([(numbers[i] - middle[i]) ** 2 for i in range(6)])
        self.scales = [float("%.6g" % sqrt(m)) if m > 0 else 1.0 for m in spread.means()]

    def nearest(self, numbers):
        best = None
        for label in self.LABELS:
            gap = 0
            for i in range(6):
                gap += ((numbers[i] - self.centres[label][i]) / self.scales[i]) ** 2
            if best is None or gap < best:
                best = gap
                name = label
        return name

    def as_dictionary(self):
        return {"centres": self.centres, "scales": self.scales}


def read_windows(path):
    rows = []
    window = []
    with open(path) as file:
        file.readline()
        for line in file:
            cells = line.strip().split(",")
            if len(cells) != 6:
                continue
            window.append([float(cells[3]), float(cells[4]), float(cells[5])])
            if len(window) == 40:
                rows.append((cells[1], cells[2], features(window)))
                window = []
    return rows


rows = read_windows("gestures.csv")
learnt = Centres(rows)


def model():
    return learnt.as_dictionary()


def predict(window):
    return learnt.nearest(features(window))


def card():
    last = rows[-1][0]
    judge = Centres([row for row in rows if row[0] != last])
    confusion = [[0, 0, 0] for _ in Centres.LABELS]
    for person, label, numbers in rows:
        if person == last:
            answer = judge.nearest(numbers)
            confusion[Centres.LABELS.index(label)][Centres.LABELS.index(answer)] += 1
    return {
        "data": "recordings of accelerations for three gestures",
        "people": "a few people, each with some takes",
        "limits": "anything else is taken for one of three",
        "confusion": confusion,
    }


class Live:
    def __init__(self, sensor, client):
        self.sensor = sensor
        self.client = client
        self.window = []
        self.fresh = 0
        self.before = None

    def step(self):
        x, y, z = self.sensor.read().acceleration_g
        self.window.append([1000 * x, 1000 * y, 1000 * z])
        if len(self.window) > 40:
            self.window.pop(0)
        self.fresh += 1
        if self.fresh >= 10 and len(self.window) == 40:
            self.fresh = 0
            self.judge()

    def judge(self):
        label = predict(self.window)
        if label != "rest" and label == self.before:
            self.client.publish(room.topic("gesture"), json.dumps({"label": label}))
        self.before = label


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.connect()
live = Live(MPU6050(I2C(0, scl=Pin(22), sda=Pin(21))), client)
due = time.ticks_ms()
while True:
    live.step()
    due = time.ticks_add(due, 40)
    left = time.ticks_diff(due, time.ticks_ms())
    if left > 0:
        time.sleep_ms(left)
