# mistake: x and y of the file stay texts: float() is missing.
# line: 19
# names.fr: float|nombre ; texte|chaîne|str|convert
# names.en: float|number ; text|string|str|convert
from machine import I2C, Pin
from mpu6050 import MPU6050

lines = []
f = open("tilt.csv")
f.readline()
for line in f:
    lines.append(line.strip().split(","))
f.close()


def examples(chosen):
    result = []
    for person, x, y, label in chosen:
        result.append([[x, y], 1 if label == "bent" else -1])
    return result


def learn(samples):
    w1 = w2 = bias = 0
    for i in range(1000):
        wrong = False
        for point, label in samples:
            x, y = point
            if (w1 * x + w2 * y + bias) * label <= 0:
                w1 = w1 + label * x
                w2 = w2 + label * y
                bias = bias + label
                wrong = True
        if not wrong:
            return [w1, w2, bias]
    return None


def decide(w, x, y):
    if w[0] * x + w[1] * y + w[2] > 0:
        return 1
    return -1


weights = learn(examples(lines))
sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))


def predict(point):
    return decide(weights, point[0], point[1])


def posture():
    a = sensor.read().acceleration_g
    return decide(weights, a[0], a[1])


def card():
    last = lines[-1][0]
    w = learn(examples([l for l in lines if l[0] != last]))
    table = [[0, 0], [0, 0]]
    for person, x, y, label in lines:
        if person == last:
            answer = decide(w, x, y)
            table[1 if label == "bent" else 0][1 if answer == 1 else 0] += 1
    return {
        "data": "forty five lines of one file",
        "people": "four people at their desks",
        "limits": "no more than one straight line",
        "confusion": table,
    }
