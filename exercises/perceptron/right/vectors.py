# style: vectors of any length, zip, the mean of the weights for the answers
from machine import I2C, Pin
from mpu6050 import MPU6050

with open("tilt.csv") as file:
    rows = [line.strip().split(",") for line in file][1:]
rows = [row for row in rows if len(row) == 4]
samples = [[[float(row[1]), float(row[2])], {"bent": 1, "straight": -1}[row[3]]] for row in rows]


def dot(weights, vector):
    return sum(w * v for w, v in zip(weights, vector))


def train(samples, passes):
    """Return the last weights, their mean over all steps, and whether the last pass was clean."""
    weights = [0.0, 0.0, 0.0]
    total = [0.0, 0.0, 0.0]
    for _ in range(passes):
        clean = True
        for (x, y), label in samples:
            vector = (x, y, 1)
            if label * dot(weights, vector) <= 0:
                clean = False
                weights = [w + label * v for w, v in zip(weights, vector)]
            total = [t + w for t, w in zip(total, weights)]
        if clean:
            break
    return weights, total, clean


def learn(samples):
    weights, _, clean = train(samples, 1000)
    return weights if clean else None


mean_weights = train(samples, 200)[1]


def sign(number):
    return 1 if number > 0 else -1


def predict(point):
    return sign(dot(mean_weights, (point[0], point[1], 1)))


def posture():
    sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))
    x, y, _ = sensor.read().acceleration_g
    return predict((x, y))


def card():
    last = rows[-1][0]
    known = [s for s, row in zip(samples, rows) if row[0] != last]
    unseen = [s for s, row in zip(samples, rows) if row[0] == last]
    _, weights, _ = train(known, 200)
    pairs = [(label, sign(dot(weights, point + [1]))) for point, label in unseen]
    return {
        "data": "x and y of a sensor at the collar",
        "people": "four persons who agreed to it",
        "limits": "a fifth person may stand another way",
        "confusion": [[pairs.count((true, said)) for said in (-1, 1)] for true in (-1, 1)],
    }
