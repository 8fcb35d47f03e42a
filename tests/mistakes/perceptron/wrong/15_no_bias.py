# mistake: There is no bias: the line always passes through (0, 0).
# line: 27
# names.fr: biais|bias|troisième ; 0, 0|milieu|origine|zéro|décal|manque|ajout|chang|0|corrig
# names.en: bias|third ; 0, 0|middle|origin|zero|shift|missing|add|chang|0|correct
from machine import I2C, Pin
from mpu6050 import MPU6050

LIMIT = 1000

people = []
samples = []
with open("tilt.csv") as file:
    file.readline()
    for line in file:
        person, x, y, label = line.strip().split(",")
        people.append(person)
        samples.append([[float(x), float(y)], 1 if label == "bent" else -1])


def learn(samples):
    w1, w2, bias = 0, 0, 0
    for _ in range(LIMIT):
        mistakes = 0
        for (x, y), label in samples:
            if label * (w1 * x + w2 * y + bias) <= 0:
                w1 += label * x
                w2 += label * y
                mistakes += 1
        if mistakes == 0:
            return [w1, w2, bias]
    return None


def errors(weights, samples):
    return sum(1 for point, label in samples if decide(weights, point) != label)


def decide(weights, point):
    return 1 if weights[0] * point[0] + weights[1] * point[1] + weights[2] > 0 else -1


def learn_anyway(samples):
    """A line in any case: the exact one, or the best of some passes."""
    weights = learn(samples)
    if weights:
        return weights
    best, fewest = [0, 0, 0], len(samples) + 1
    w = [0, 0, 0]
    for _ in range(100):
        for point, label in samples:
            if decide(w, point) != label:
                w = [w[0] + label * point[0], w[1] + label * point[1], w[2]]
        wrong = errors(w, samples)
        if wrong < fewest:
            best, fewest = w[:], wrong
    return best


weights = learn_anyway(samples)
print("learnt:", weights)
sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))


def predict(point):
    return decide(weights, point)


def posture():
    x, y, z = sensor.read().acceleration_g
    return predict([x, y])


def card():
    last = people[-1]
    known = [s for s, person in zip(samples, people) if person != last]
    unseen = learn_anyway(known)
    confusion = [[0, 0], [0, 0]]
    for (point, label), person in zip(samples, people):
        if person == last:
            confusion[0 if label == -1 else 1][0 if decide(unseen, point) == -1 else 1] += 1
    return {
        "data": "45 measures, taken on one morning",
        "people": "four people, called A to D",
        "limits": "it cannot learn what no line separates",
        "confusion": confusion,
    }
