# mistake: The standard deviation divides by 39 (n - 1) where the statement says to divide by 40, which is 1.3% too much.
# line: 28
# names.fr: 39|n - 1|- 1|divis|len ; 40|quarante|ecart|deviation|n-1
# names.en: 39|n - 1|- 1|divi|len ; 40|forty|deviation|n-1
import json
import math
import network
import time
from lab import room
from machine import I2C, Pin
from mpu6050 import MPU6050
from umqtt.simple import MQTTClient

LABELS = ("rest", "circle", "shake")
SIZE = 40


def mean(numbers):
    return sum(numbers) / len(numbers)


def features(window):
    columns = [[sample[axis] for sample in window] for axis in range(3)]
    means = [mean(column) for column in columns]
    deviations = []
    for column, m in zip(columns, means):
        squares = sum([(v - m) ** 2 for v in column])
        deviations.append(math.sqrt(squares / (len(column) - 1)))
    return means + deviations


def six_digits(number):
    return float("%.6g" % number)


class Model:
    def __init__(self, examples):
        self.centres = {}
        for label in LABELS:
            own = [numbers for _, name, numbers in examples if name == label]
            self.centres[label] = [six_digits(mean([n[i] for n in own])) for i in range(6)]
        self.scales = []
        for i in range(6):
            column = [numbers[i] for _, _, numbers in examples]
            m = mean(column)
            self.scales.append(six_digits(math.sqrt(mean([(v - m) ** 2 for v in column]))))

    def distance(self, numbers, label):
        total = 0
        for number, centre, scale in zip(numbers, self.centres[label], self.scales):
            total += ((number - centre) / scale) ** 2
        return total

    def classify(self, numbers):
        return min(LABELS, key=lambda label: self.distance(numbers, label))


def load():
    result = []
    with open("gestures.csv") as file:
        file.readline()
        window = []
        for line in file:
            take, person, label, ax, ay, az = line.strip().split(",")
            window.append((int(ax), int(ay), int(az)))
            if len(window) == SIZE:
                result.append((person, label, features(window)))
                window = []
    return result


examples = load()
learnt = Model(examples)


def model():
    return {"centres": learnt.centres, "scales": learnt.scales}


def predict(window):
    return learnt.classify(features(window))


def card():
    last = examples[-1][0]
    fair = Model([e for e in examples if e[0] != last])
    confusion = [[0, 0, 0] for _ in LABELS]
    for person, label, numbers in examples:
        if person == last:
            confusion[LABELS.index(label)][LABELS.index(fair.classify(numbers))] += 1
    return {"data": "takes of eighty lines, three labels", "people": "the few people who were recorded",
            "limits": "other gestures get a wrong label", "confusion": confusion}


def join():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        time.sleep_ms(100)
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.connect()
    return client


def main():
    sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))
    client = join()
    window = []
    previous = None
    new = 0
    due = time.ticks_ms()
    while True:
        window.append([1000 * a for a in sensor.read().acceleration_g])
        if len(window) > SIZE:
            window.pop(0)
        new += 1
        if new >= 10 and len(window) == SIZE:
            new = 0
            label = predict(window)
            if label != "rest" and label == previous:
                client.publish(room.topic("gesture"), json.dumps({"label": label}))
            previous = label
        due = time.ticks_add(due, 40)
        left = time.ticks_diff(due, time.ticks_ms())
        if left > 0:
            time.sleep_ms(left)


main()
