# style: a small state machine: learning, learnt, hopeless; while loops
from machine import I2C, Pin
from mpu6050 import MPU6050

LEARNING, LEARNT, HOPELESS = range(3)
LIMIT = 1000


class Learner:
    def __init__(self, samples):
        self.samples = samples
        self.w = (0.0, 0.0, 0.0)
        self.kept = self.w
        self.kept_right = -1
        self.passes = 0
        self.state = LEARNING

    def right(self, w):
        n = 0
        for (x, y), label in self.samples:
            if label * (w[0] * x + w[1] * y + w[2]) > 0:
                n += 1
        return n

    def step(self):
        before = self.w
        a, b, c = before
        for (x, y), label in self.samples:
            if not label * (a * x + b * y + c) > 0:
                a, b, c = a + label * x, b + label * y, c + label
        self.w = (a, b, c)
        self.passes += 1
        n = self.right(self.w)
        if n > self.kept_right:
            self.kept, self.kept_right = self.w, n
        if n == len(self.samples):
            self.state = LEARNT
        elif self.passes >= LIMIT:
            self.state = HOPELESS

    def run(self):
        while self.state == LEARNING:
            self.step()
        return self


def learn(samples):
    learner = Learner(samples).run()
    return list(learner.w) if learner.state == LEARNT else None


def answer(w, point):
    return 1 if w[0] * point[0] + w[1] * point[1] + w[2] > 0 else -1


text = open("tilt.csv").read().strip().split("\n")[1:]
everyone = []
for line in text:
    name, x, y, label = line.strip().split(",")
    everyone.append((name, [[float(x), float(y)], 1 if label == "bent" else -1]))

weights = Learner([s for _, s in everyone]).run().kept


def predict(point):
    return answer(weights, point)


def posture():
    sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))
    motion = sensor.read()
    return predict([motion.acceleration_g[0], motion.acceleration_g[1]])


def card():
    last = everyone[-1][0]
    w = Learner([s for name, s in everyone if name != last]).run().kept
    a = b = c = d = 0
    for name, (point, label) in everyone:
        if name == last:
            said = answer(w, point)
            a += label == -1 and said == -1
            b += label == -1 and said == 1
            c += label == 1 and said == -1
            d += label == 1 and said == 1
    return {
        "data": "Straight and bent backs of one office",
        "people": "Four colleagues, one morning for each",
        "limits": "People who move, lie down or exercise",
        "confusion": [[a, b], [c, d]],
    }
