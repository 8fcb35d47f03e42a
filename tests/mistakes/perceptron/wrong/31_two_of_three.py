# mistake: acceleration_g gives three numbers (x, y, z); unpacking it into two variables is an error.
# line: 60
# names.fr: trois|3|z|deux|2 ; acceleration|valeurs|variables|nombres|posture|x, y|unpack
# names.en: three|3|z|two|2 ; acceleration|values|variables|numbers|posture|x, y|unpack
from machine import I2C, Pin
from mpu6050 import MPU6050

STRAIGHT, BENT = -1, 1
PASSES = 1000

i2c = I2C(0, scl=Pin(22), sda=Pin(21))
sensor = MPU6050(i2c)


def output(model, point):
    w1, w2, bias = model
    return w1 * point[0] + w2 * point[1] + bias


def one_pass(model, samples):
    """Corrects the model, returns the number of mistakes."""
    mistakes = 0
    for (x, y), label in samples:
        if not label * output(model, (x, y)) > 0:
            model[0] += label * x
            model[1] += label * y
            model[2] += label
            mistakes += 1
    return mistakes


def learn(samples):
    model = [0.0, 0.0, 0.0]
    for _ in range(PASSES):
        if one_pass(model, samples) == 0:
            return model
    return None


def load():
    by_person = []
    with open("tilt.csv") as file:
        file.readline()
        for line in file:
            person, x, y, label = line.strip().split(",")
            number = BENT if label == "bent" else STRAIGHT
            by_person.append((person, [[float(x), float(y)], number]))
    return by_person


everything = load()
model = learn([sample for person, sample in everything])


def predict(point):
    return BENT if output(model, point) > 0 else STRAIGHT


def posture():
    x, y = sensor.read().acceleration_g
    return predict([x, y])


def card():
    last = everything[-1][0]
    blind = learn([sample for person, sample in everything if person != last])
    table = [[0, 0], [0, 0]]
    for person, (point, label) in everything:
        if person != last:
            continue
        row = 0 if label == STRAIGHT else 1
        column = 1 if output(blind, point) > 0 else 0
        table[row][column] += 1
    return {"data": "x and y in g, labelled", "people": "four people one morning each",
            "limits": "a single straight line, never XOR", "confusion": table}
