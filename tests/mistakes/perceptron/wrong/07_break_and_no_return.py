# mistake: learn leaves its loop with break and then returns nothing when it has learnt.
# line: 31
# names.fr: return|rend|renvoi|retourn ; learn|None|rien|break
# names.en: return ; learn|None|nothing|break
from machine import I2C, Pin
from mpu6050 import MPU6050

samples = []
people = []
with open("tilt.csv") as file:
    file.readline()
    for line in file:
        fields = line.strip().split(",")
        people.append(fields[0])
        samples.append([[float(fields[1]), float(fields[2])], 1 if fields[3] == "bent" else -1])


def learn(samples):
    w = [0, 0, 0]
    for number in range(1000):
        ok = True
        for point, label in samples:
            s = w[0] * point[0] + w[1] * point[1] + w[2]
            if s * label <= 0:
                w[0] += label * point[0]
                w[1] += label * point[1]
                w[2] += label
                ok = False
        if ok:
            print("learnt after", number, "passes")
            break
    else:
        return None


w1, w2, bias = learn(samples)
sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))


def predict(point):
    return 1 if w1 * point[0] + w2 * point[1] + bias > 0 else -1


def posture():
    x, y, z = sensor.read().acceleration_g
    return predict([x, y])


def card():
    last = people[-1]
    a, b, c = learn([s for s, p in zip(samples, people) if p != last])
    table = [[0, 0], [0, 0]]
    for (point, label), p in zip(samples, people):
        if p == last:
            table[label > 0][a * point[0] + b * point[1] + c > 0] += 1
    return {
        "data": "x and y in g at the collar",
        "people": "persons A, B, C and D",
        "limits": "other people, other clips, XOR",
        "confusion": table,
    }
