from lab import room
from machine import I2C, Pin
from math import sqrt
from mpu6050 import MPU6050
from umqtt.simple import MQTTClient
import network
import time

REST, CIRCLE, SHAKE = NAMES = ("rest", "circle", "shake")


def mean(numbers):
    return sum(numbers) / len(numbers)


def std(numbers):
    m = mean(numbers)
    return mean([(n - m) ** 2 for n in numbers]) ** 0.5


def features(window):
    x = [one[0] for one in window]
    y = [one[1] for one in window]
    z = [one[2] for one in window]
    return [mean(x), mean(y), mean(z), std(x), std(y), std(z)]


learnt_from = {REST: [], CIRCLE: [], SHAKE: []}
tested_on = []
people = []


def each_window():
    window = []
    with open("gestures.csv") as file:
        file.readline()
        line = file.readline()
        while line:
            take, person, label, *axes = line.strip().split(",")
            window.append([int(one) for one in axes])
            if len(window) == 40:
                yield person, label, features(window)
                window = []
            line = file.readline()


everything = list(each_window())
for person, label, numbers in everything:
    if person == everything[-1][0]:
        tested_on.append((label, numbers))
    else:
        learnt_from[label].append(numbers)

centres = {}
for name in NAMES:
    centres[name] = [float("%.6g" % mean([n[i] for n in learnt_from[name]])) for i in range(6)]
together = learnt_from[REST] + learnt_from[CIRCLE] + learnt_from[SHAKE]
scales = [float("%.6g" % std([n[i] for n in together])) for i in range(6)]


def model():
    return {"centres": centres, "scales": scales}


def name_of(numbers):
    gaps = {}
    for name in NAMES:
        gaps[name] = 0
        for i in range(6):
            gap = (numbers[i] - centres[name][i]) / scales[i]
            gaps[name] += gap * gap
    return sorted(NAMES, key=lambda name: gaps[name])[0]


def predict(window):
    return name_of(features(window))


def card():
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for label, numbers in tested_on:
        confusion[NAMES.index(label)][NAMES.index(name_of(numbers))] += 1
    return {
        "data": "a file of takes, two windows in each",
        "people": "those of the file; one of them is the test",
        "limits": "only three gestures, only some hands",
        "confusion": confusion,
    }


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


client = join()
sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))
ring = [[0, 0, 0]] * 40
count = 0
before = REST
next_ms = time.ticks_ms()
while True:
    if time.ticks_diff(next_ms, time.ticks_ms()) > 0:
        time.sleep_ms(1)
        continue
    next_ms = time.ticks_add(next_ms, 40)
    ring[count % 40] = [g * 1000 for g in sensor.read().acceleration_g]
    count += 1
    if count < 40 or count % 10:
        continue
    name = predict(ring)
    if name == before and name != REST:
        client.publish(room.topic("gesture"), '{"label": "%s"}' % name)
    before = name
