# mistake: start gives weights a value without saying global: the three zeros stay, and predict always says straight.
# line: 64
# names.fr: weights ; global|locale|local|zéro|0
# names.en: weights ; global|local|zero|0
from machine import I2C, Pin
from mpu6050 import MPU6050

PASSES = 1000

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
    for _ in range(PASSES):
        mistakes = 0
        for (x, y), label in samples:
            if label * (w1 * x + w2 * y + bias) <= 0:
                w1 += label * x
                w2 += label * y
                bias += label
                mistakes += 1
        if mistakes == 0:
            return [w1, w2, bias]
    return None


def count_wrong(weights, samples):
    return sum(1 for point, label in samples if judge(weights, point) != label)


def judge(weights, point):
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
            if judge(w, point) != label:
                w = [w[0] + label * point[0], w[1] + label * point[1], w[2] + label]
        wrong = count_wrong(w, samples)
        if wrong < fewest:
            best, fewest = w[:], wrong
    return best


weights = [0, 0, 0]


def start():
    weights = learn_anyway(samples)
    print("learnt:", weights)


start()
sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))


def predict(point):
    return judge(weights, point)


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
            confusion[0 if label == -1 else 1][0 if judge(unseen, point) == -1 else 1] += 1
    return {
        "data": "45 measures, taken on one morning",
        "people": "four people, called A to D",
        "limits": "it cannot learn what no line separates",
        "confusion": confusion,
    }
