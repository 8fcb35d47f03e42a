from machine import I2C, Pin
from mpu6050 import MPU6050


def learn(samples):
    w1 = w2 = bias = 0
    for _ in range(1000):
        right = 0
        for point, label in samples:
            x, y = point
            if label * (w1 * x + w2 * y + bias) > 0:
                right += 1
            else:
                w1, w2, bias = w1 + label * x, w2 + label * y, bias + label
        if right == len(samples):
            return [w1, w2, bias]
    return None


def trained_on(rows):
    w1, w2, bias = learn([[[x, y], label] for person, x, y, label in rows])

    def judge(point):
        return 1 if w1 * point[0] + w2 * point[1] + bias > 0 else -1

    return judge


rows = []
with open("tilt.csv") as file:
    header = file.readline()
    for line in file:
        person, x, y, label = line.strip().split(",")
        rows.append((person, float(x), float(y), (label == "bent") * 2 - 1))

unseen = [row for row in rows if row[0] == rows[-1][0]]
predict = trained_on([row for row in rows if row[0] != rows[-1][0]])
sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))
posture = lambda: predict(sensor.read().acceleration_g)  # noqa: E731


def count(true, said):
    return sum(1 for _, x, y, label in unseen if label == true and predict([x, y]) == said)


def card():
    return {
        "data": "a sensor clipped to the collar, four mornings",
        "people": "four grown-ups; the fourth is only a test",
        "limits": "what no straight line can separate",
        "confusion": [[count(true, said) for said in (-1, 1)] for true in (-1, 1)],
    }
