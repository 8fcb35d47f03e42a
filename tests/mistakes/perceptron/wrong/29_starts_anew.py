# mistake: The three numbers are set back to zero at the start of each pass, so nothing learnt in one pass survives (None in the end).
# line: 24
# names.fr: zero|0|remis|remet|reinitialis|repart ; passage|boucle|avant|passe|tour|for
# names.en: zero|0|reset|set back|initialis|starts again ; pass|loop|before|round|for|epoch
from machine import I2C, Pin
from mpu6050 import MPU6050


class Perceptron:
    def __init__(self):
        self.w = [0, 0]
        self.bias = 0

    def value(self, point):
        return self.w[0] * point[0] + self.w[1] * point[1] + self.bias

    def correct(self, point, label):
        self.w[0] += label * point[0]
        self.w[1] += label * point[1]
        self.bias += label

    def train(self, samples, passes=1000):
        for number in range(passes):
            self.w = [0, 0]; self.bias = 0
            wrong = 0
            for point, label in samples:
                if label * self.value(point) <= 0:
                    self.correct(point, label)
                    wrong += 1
            if wrong == 0:
                return True
        return False

    def answer(self, point):
        return 1 if self.value(point) > 0 else -1


def learn(samples):
    neuron = Perceptron()
    if neuron.train(samples):
        return [neuron.w[0], neuron.w[1], neuron.bias]
    return None


rows = []
with open("tilt.csv") as file:
    file.readline()
    for line in file:
        person, x, y, label = line.strip().split(",")
        rows.append((person, [float(x), float(y)], 1 if label == "bent" else -1))

back = Perceptron()
back.train([[point, label] for person, point, label in rows])
sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))


def predict(point):
    return back.answer(point)


def posture():
    x, y, z = sensor.read().acceleration_g
    return back.answer([x, y])


def card():
    last = rows[-1][0]
    other = Perceptron()
    other.train([[point, label] for person, point, label in rows if person != last])
    confusion = [[0, 0], [0, 0]]
    for person, point, label in rows:
        if person == last:
            line = 0 if label == -1 else 1
            column = 0 if other.answer(point) == -1 else 1
            confusion[line][column] += 1
    return {
        "data": "two accelerations of a collar, in g",
        "people": "four people during one morning",
        "limits": "it cannot learn what no line separates",
        "confusion": confusion,
    }
