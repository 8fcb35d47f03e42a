# A ring of 40 measures, two asyncio tasks: one measures, the other judges.
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


def mean(v):
    return sum(v) / len(v)


def sd(v):
    m = mean(v)
    return sqrt(mean([(x - m) * (x - m) for x in v]))


def features(window):
    columns = [[sample[i] for sample in window] for i in range(3)]
    return [mean(c) for c in columns] + [sd(c) for c in columns]


def digits(x):
    return float("%.6g" % x)


takes = []
with open("gestures.csv") as file:
    file.readline()
    part = []
    for line in file:
        _, who, what, ax, ay, az = line.strip().split(",")
        part.append((float(ax), float(ay), float(az)))
        if len(part) == 40:
            takes.append((who, what, features(part)))
            part.clear()


def fit(known):
    centres = {}
    for name in ORDER:
        mine = [f for who, what, f in known if what == name]
        centres[name] = [digits(mean([f[i] for f in mine])) for i in range(6)]
    return {"centres": centres, "scales": [digits(sd([f[i] for who, what, f in known])) for i in range(6)]}


def closest(fitted, f):
    gaps = []
    for name in ORDER:
        c = fitted["centres"][name]
        gaps.append(sum([((f[i] - c[i]) / fitted["scales"][i]) ** 2 for i in range(6)]))
    return ORDER[gaps.index(min(gaps))]


FITTED = fit(takes)


def model():
    return FITTED


def predict(window):
    return closest(FITTED, features(window))


def card():
    last = takes[-1][0]
    fitted = fit([t for t in takes if t[0] != last])
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for who, what, f in takes:
        if who == last:
            confusion[ORDER.index(what)][ORDER.index(closest(fitted, f))] += 1
    return {"data": "forty measures per window, three labels", "people": "volunteers who moved the sensor",
            "limits": "it knows no other gesture at all", "confusion": confusion}


sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))
recent = []
ten = asyncio.Event()


async def measure():
    due = time.ticks_ms()
    count = 0
    while True:
        x, y, z = sensor.read().acceleration_g
        recent.append([x * 1000, y * 1000, z * 1000])
        if len(recent) > 40:
            recent.pop(0)
        count += 1
        if count % 10 == 0:
            ten.set()
        due = time.ticks_add(due, 40)
        await asyncio.sleep_ms(max(0, time.ticks_diff(due, time.ticks_ms())))


async def judge():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        await asyncio.sleep_ms(100)
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.connect()
    before = None
    while True:
        await ten.wait()
        ten.clear()
        if len(recent) < 40:
            continue
        label = predict(list(recent))
        if label == before and label != "rest":
            client.publish(room.topic("gesture"), json.dumps({"label": label}))
        before = label


async def main():
    asyncio.create_task(judge())
    await measure()


asyncio.run(main())
