# style: a generator yields the mistakes of each pass
from machine import I2C, Pin
from mpu6050 import MPU6050

sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))


def training(samples, weights):
    while True:
        wrong = 0
        for (x, y), label in samples:
            if (weights[0] * x + weights[1] * y + weights[2]) * label <= 0:
                wrong += 1
                weights[0] += label * x / 2
                weights[1] += label * y / 2
                weights[2] += label / 2
        yield wrong


def learn(samples):
    weights = [0, 0, 0]
    for count, wrong in enumerate(training(samples, weights)):
        if wrong == 0:
            return weights
        if count == 999:
            return None


def rows():
    with open("tilt.csv") as file:
        next(file)
        for line in file:
            person, x, y, label = line.rstrip().split(",")
            yield person, (float(x), float(y)), {"bent": 1, "straight": -1}[label]


data = list(rows())
w1, w2, bias = learn([(point, label) for person, point, label in data if person != data[-1][0]])


def predict(point):
    x, y = point
    if w1 * x + w2 * y + bias > 0:
        return 1
    return -1


def posture():
    total_x = total_y = 0
    for _ in range(5):
        x, y, z = sensor.read().acceleration_g
        total_x += x / 5
        total_y += y / 5
    return predict((total_x, total_y))


def card():
    counts = {(-1, -1): 0, (-1, 1): 0, (1, -1): 0, (1, 1): 0}
    for person, point, label in data:
        if person == data[-1][0]:
            counts[label, predict(point)] += 1
    return {
        "data": "Some fifty samples, four mornings.",
        "people": "Four people of one class.",
        "limits": "Only postures that one line separates.",
        "confusion": [[counts[-1, -1], counts[-1, 1]], [counts[1, -1], counts[1, 1]]],
    }
