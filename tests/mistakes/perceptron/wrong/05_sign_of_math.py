# mistake: Python's math has no sign().
# line: 48
# names.fr: sign ; math|module|existe|attribut
# names.en: sign ; math|module|exist|attribut
import math
from machine import I2C, Pin
from mpu6050 import MPU6050

with open("tilt.csv") as file:
    lines = [line.strip().split(",") for line in file][1:]
lines = [row for row in lines if len(row) == 4]
samples = [[[float(row[1]), float(row[2])], {"bent": 1, "straight": -1}[row[3]]] for row in lines]


def inner(weights, vector):
    return sum(w * v for w, v in zip(weights, vector))


def teach(samples, passes):
    """Return the last weights, their mean over all steps, and whether the last pass was perfect."""
    weights = [0.0, 0.0, 0.0]
    total = [0.0, 0.0, 0.0]
    for _ in range(passes):
        perfect = True
        for (x, y), label in samples:
            vector = (x, y, 1)
            if label * inner(weights, vector) <= 0:
                perfect = False
                weights = [w + label * v for w, v in zip(weights, vector)]
            total = [t + w for t, w in zip(total, weights)]
        if perfect:
            break
    return weights, total, perfect


def learn(samples):
    weights, _, perfect = teach(samples, 1000)
    return weights if perfect else None


model = teach(samples, 200)[1]





def predict(point):
    return math.sign(inner(model, (point[0], point[1], 1)))


def posture():
    sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))
    x, y, _ = sensor.read().acceleration_g
    return predict((x, y))


def card():
    last = lines[-1][0]
    known = [s for s, row in zip(samples, lines) if row[0] != last]
    unseen = [s for s, row in zip(samples, lines) if row[0] == last]
    _, weights, _ = teach(known, 200)
    pairs = [(label, 1 if inner(weights, point + [1]) > 0 else -1) for point, label in unseen]
    return {
        "data": "x and y of a sensor at the collar",
        "people": "four persons who agreed to it",
        "limits": "a fifth person may stand another way",
        "confusion": [[pairs.count((true, said)) for said in (-1, 1)] for true in (-1, 1)],
    }
