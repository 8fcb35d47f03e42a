# style: centred points, a timer measures, functions
from machine import I2C, Pin, Timer
from mpu6050 import MPU6050

sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))
now = [0, 0]


def measure(timer):
    x, y, _ = sensor.read().acceleration_g
    now[:] = [x, y]


measure(None)
Timer(0).init(period=200, callback=measure)


def middle(samples):
    count = len(samples)
    return sum(point[0] for point, _ in samples) / count, sum(point[1] for point, _ in samples) / count


def learn(samples):
    """Learn around the middle of the points, then move the line back."""
    mx, my = middle(samples)
    a = b = c = 0
    for _ in range(1000):
        mistakes = False
        for point, label in samples:
            x, y = point[0] - mx, point[1] - my
            if label * (a * x + b * y + c) <= 0:
                a, b, c, mistakes = a + label * x, b + label * y, c + label, True
        if not mistakes:
            return [a, b, c - a * mx - b * my]
    return None


table = []
with open("tilt.csv") as file:
    for line in file.readlines()[1:]:
        person, x, y, label = line.strip().split(",")
        table.append([person, [float(x), float(y)], 1 if label == "bent" else -1])

model = learn([row[1:] for row in table])


def side(model, point):
    return 1 if model[0] * point[0] + model[1] * point[1] + model[2] > 0 else -1


def predict(point):
    return side(model, point)


def posture():
    return predict(now)


def card():
    without = learn([row[1:] for row in table if row[0] != table[-1][0]])
    confusion = [[0, 0], [0, 0]]
    for person, point, label in table:
        if person == table[-1][0]:
            confusion[int(label == 1)][int(side(without, point) == 1)] += 1
    return dict(
        data="one file of four people",
        people="people who sat at desks",
        limits="it draws one line only",
        confusion=confusion,
    )
