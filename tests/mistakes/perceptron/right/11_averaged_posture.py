from machine import I2C, Pin
from mpu6050 import MPU6050
import time

sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))
RATE = 0.5


def score(w, x, y):
    return w[0] * x + w[1] * y + w[2]


def learn(samples):
    w = [0.0, 0.0, 0.0]
    for n in range(1000):
        mistakes = 0
        for sample in samples:
            (x, y), label = sample
            if label * score(w, x, y) <= 0:
                w[0] += RATE * label * x
                w[1] += RATE * label * y
                w[2] += RATE * label
                mistakes += 1
        if not mistakes:
            break
    else:
        return None
    return w


names, points, labels = [], [], []
with open("tilt.csv") as file:
    for line in file.read().split("\n")[1:]:
        if "," in line:
            name, x, y, label = line.strip().split(",")
            names.append(name)
            points.append([float(x), float(y)])
            labels.append(1 if label == "bent" else -1)

first_of_last = names.index(names[-1])
model = learn(list(zip(points[:first_of_last], labels[:first_of_last])))


def predict(point):
    x, y = point
    return 1 if score(model, x, y) > 0 else -1


def posture():
    total = [0.0, 0.0]
    for _ in range(3):
        measured = sensor.read().acceleration_g
        total[0] += measured[0] / 3
        total[1] += measured[1] / 3
        time.sleep_ms(5)
    return predict(total)


def card():
    confusion = [[0, 0], [0, 0]]
    for point, label in zip(points[first_of_last:], labels[first_of_last:]):
        confusion[0 if label == -1 else 1][0 if predict(point) == -1 else 1] += 1
    return {
        "data": "inclinations measured at the collar of four people",
        "people": "four volunteers, one kept for the test",
        "limits": "a table, a chair: not a sofa, and never XOR",
        "confusion": confusion,
    }
