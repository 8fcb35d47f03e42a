# mistake: numpy does not exist on the board (MicroPython), so the import fails.
# line: 5
# names.fr: numpy|np|import ; MicroPython|n'existe|n’existe|carte|ordinateur|liste|absent|sans
# names.en: numpy|np|import ; MicroPython|not exist|no module|board|PC|computer|list|without
import numpy as np
from machine import I2C, Pin
from mpu6050 import MPU6050

sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))

people = []
samples = []
with open("tilt.csv") as file:
    file.readline()
    for line in file:
        person, x, y, label = line.strip().split(",")
        people.append(person)
        samples.append([[float(x), float(y)], 1 if label == "bent" else -1])


def learn(samples):
    w = np.zeros(3)
    for epoch in range(1000):
        errors = 0
        for point, label in samples:
            v = np.array([point[0], point[1], 1.0])
            if label * np.dot(w, v) <= 0:
                w = w + label * v
                errors += 1
        if errors == 0:
            return [float(w[0]), float(w[1]), float(w[2])]
    return None


def side(weights, point):
    return 1 if weights[0] * point[0] + weights[1] * point[1] + weights[2] > 0 else -1


weights = learn(samples)


def predict(point):
    return side(weights, point)


def posture():
    x, y, z = sensor.read().acceleration_g
    return predict([x, y])


def card():
    last = people[-1]
    train = [s for s, p in zip(samples, people) if p != last]
    test = [s for s, p in zip(samples, people) if p == last]
    other = learn(train)
    confusion = [[0, 0], [0, 0]]
    for point, label in test:
        row = 1 if label == 1 else 0
        column = 1 if side(other, point) == 1 else 0
        confusion[row][column] += 1
    return {"data": "tilt of the collar, x and y", "people": "four people, one morning each",
            "limits": "only what one line can separate", "confusion": confusion}
