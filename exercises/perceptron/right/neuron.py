# style: class, learns from everybody, another model for the card
from machine import I2C, Pin
from mpu6050 import MPU6050


class Perceptron:
    def __init__(self, rate=0.1):
        self.rate = rate
        self.weights = [0.0, 0.0, 0.0]

    def output(self, point):
        total = sum(w * x for w, x in zip(self.weights, list(point) + [1]))
        return 1 if total > 0 else -1

    def fit(self, samples, passes=900):
        for _ in range(passes):
            is_perfect = True
            for point, label in samples:
                total = sum(w * x for w, x in zip(self.weights, list(point) + [1]))
                if total * label <= 0:
                    is_perfect = False
                    self.weights = [w + self.rate * label * x for w, x in zip(self.weights, list(point) + [1])]
            if is_perfect:
                return True
        return False


def learn(samples):
    neuron = Perceptron()
    return neuron.weights if neuron.fit(samples) else None


with open("tilt.csv") as file:
    rows = [line.strip().split(",") for line in file][1:]
rows = [(row[0], [float(row[1]), float(row[2])], 1 if row[3] == "bent" else -1) for row in rows]

everybody = Perceptron()
everybody.fit([row[1:] for row in rows])
mpu = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))


def predict(point):
    return everybody.output(point)


def posture():
    return predict(mpu.read().acceleration_g[:2])


def card():
    last = rows[-1][0]
    others = Perceptron()
    others.fit([row[1:] for row in rows if row[0] != last])
    table = [[0, 0], [0, 0]]
    for person, point, label in rows:
        if person == last:
            table[(label + 1) // 2][(others.output(point) + 1) // 2] += 1
    return {
        "data": "48 samples or so, noted by hand",
        "people": "A, B, C and D, all adults",
        "limits": "no curved boundary, no other place than the collar",
        "confusion": table,
    }
