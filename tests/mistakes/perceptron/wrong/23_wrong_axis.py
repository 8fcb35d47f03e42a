# mistake: posture takes x and z, the file has x and y.
# line: 47
# names.fr: axe|acceleration_g|x et y|x, y|posture
# names.en: axis|axes|acceleration_g|x and y|x, y|posture
from machine import I2C, Pin
from mpu6050 import MPU6050

people = []
samples = []
with open("tilt.csv") as file:
    file.readline()
    for line in file:
        person, x, y, label = line.strip().split(",")
        people.append(person)
        samples.append([[float(x), float(y)], 1 if label == "bent" else -1])


def above(w, x, y):
    return w[0] * x + w[1] * y + w[2]


def learn(samples):
    w = [0, 0, 0]
    for _ in range(1000):
        mistakes = [(p, l) for p, l in samples if l * above(w, p[0], p[1]) <= 0]
        if not mistakes:
            return w
        for point, label in samples:
            if label * above(w, point[0], point[1]) <= 0:
                w[0] += label * point[0]
                w[1] += label * point[1]
                w[2] += label
    return None


others = [sample for person, sample in zip(people, samples) if person != people[-1]]
model = learn(others)
sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))


def predict(point):
    return 1 if above(model, point[0], point[1]) > 0 else -1


def posture():
    x, _, z = sensor.read().acceleration_g
    return predict([x, z])


def card():
    confusion = [[0, 0], [0, 0]]
    for person, (point, label) in zip(people, samples):
        if person == people[-1]:
            confusion[label > 0][predict(point) > 0] += 1
    return {"data": "the tilt of a collar sensor", "people": "four people, the last one tests",
            "limits": "other ways of sitting are unknown", "confusion": confusion}
