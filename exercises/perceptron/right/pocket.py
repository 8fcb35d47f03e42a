# style: keeps the best line, lambda, one function a step
import random
from machine import I2C, Pin
from mpu6050 import MPU6050

mpu = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))
height = lambda w, p: w[0] * p[0] + w[1] * p[1] + w[2]  # noqa: E731


def mistakes(w, samples):
    return [(p, label) for p, label in samples if height(w, p) * label <= 0]


def corrected(w, p, label):
    return [w[0] + label * p[0], w[1] + label * p[1], w[2] + label]


def learn(samples):
    w = [0, 0, 0]
    for step in range(4000):
        wrong = mistakes(w, samples)
        if len(wrong) == 0:
            return w
        w = corrected(w, *wrong[random.randrange(len(wrong))])
    return None


def load():
    found = {}
    order = []
    for line in open("tilt.csv"):
        person, x, y, label = line.strip().split(",")
        if label in ("bent", "straight"):
            order.append(person)
            found[person] = found.get(person, []) + [([float(x), float(y)], 1 if label == "bent" else -1)]
    return found, order[-1]


people, last = load()
w = learn(sum([people[one] for one in people if one != last], []))


def predict(point):
    return -1 if height(w, point) < 0 else 1


def posture():
    return predict(mpu.read_accel_data())


def card():
    rows = [[0, 0], [0, 0]]
    for point, label in people[last]:
        rows[label == 1][predict(point) == 1] += 1
    return {
        "data": "samples from a small file",
        "people": "A to C taught, D tested",
        "limits": "sitting people, one straight boundary",
        "confusion": rows,
    }
