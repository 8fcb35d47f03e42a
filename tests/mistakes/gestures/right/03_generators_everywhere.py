# style: generators for windows and for live labels, comprehensions, zip
import json
import network
import time
from lab import room
from machine import I2C, Pin
from mpu6050 import MPU6050
from umqtt.simple import MQTTClient

NAMES = ("rest", "circle", "shake")
SIZE, STEP, PERIOD_MS = 40, 10, 40


def spread(values):
    m = sum(values) / len(values)
    return (sum((v - m) * (v - m) for v in values) / len(values)) ** 0.5


def features(window):
    axes = list(zip(*window))
    return [sum(a) / len(a) for a in axes] + [spread(a) for a in axes]


def rounded(values):
    return [float("%.6g" % v) for v in values]


def takes(path):
    """Give (person, label, six numbers) for each window of the file."""
    with open(path) as file:
        next(file)
        part = []
        for line in file:
            _, person, label, x, y, z = line.strip().split(",")
            part.append((int(x), int(y), int(z)))
            if len(part) == SIZE:
                yield person, label, features(part)
                part = []


def learn(examples):
    centres = {
        name: rounded([sum(c) / len(c) for c in zip(*[f for _, label, f in examples if label == name])])
        for name in NAMES
    }
    return {"centres": centres, "scales": rounded([spread(c) for c in zip(*[f for _, _, f in examples])])}


def classify(m, f):
    def far(name):
        return sum(((v - c) / s) ** 2 for v, c, s in zip(f, m["centres"][name], m["scales"]))

    return min((far(name), name) for name in NAMES)[1]


examples = list(takes("gestures.csv"))
the_model = learn(examples)


def model():
    return the_model


def predict(window):
    return classify(the_model, features(window))


def card():
    last = examples[-1][0]
    other = learn([e for e in examples if e[0] != last])
    pairs = [(label, classify(other, f)) for person, label, f in examples if person == last]
    return {
        "data": "twenty-four windows of 1.6 s each",
        "people": "A, B, C and D, colleagues",
        "limits": "no walking, no running, no dancing",
        "confusion": [[pairs.count((true, said)) for said in NAMES] for true in NAMES],
    }


def measures(sensor):
    at = time.ticks_ms()
    while True:
        yield tuple(g * 1000 for g in sensor.read().acceleration_g)
        at = time.ticks_add(at, PERIOD_MS)
        left = time.ticks_diff(at, time.ticks_ms())
        if left > 0:
            time.sleep_ms(left)


def labels(stream):
    window, n = [], 0
    for measure in stream:
        window = window[1 - SIZE:] + [measure]
        n += 1
        if len(window) == SIZE and n % STEP == 0:
            yield predict(window)


def sure(stream):
    """Only what was said twice in a row."""
    before = None
    for label in stream:
        if label == before:
            yield label
        before = label


def main():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        time.sleep_ms(100)
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.connect()
    topic = room.topic("gesture")
    for label in sure(labels(measures(MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))))):
        if label != "rest":
            client.publish(topic, json.dumps({"label": label}))


main()
