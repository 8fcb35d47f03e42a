# mistake: The return stands in the loop over the samples: learn stops after the first one.
# line: 31
# names.fr: return|rend|renvoi|retourn ; boucle|for|décal|indent|premi|retrait
# names.en: return ; loop|for|indent|first
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
            if mistakes <= 1:
                return [w1, w2, bias]
    return None


def count_wrong(line_numbers, samples):
    return sum(1 for point, label in samples if side(line_numbers, point) != label)


def side(line_numbers, point):
    return 1 if line_numbers[0] * point[0] + line_numbers[1] * point[1] + line_numbers[2] > 0 else -1


def learn_anyway(samples):
    """A line in any case: the exact one, or the best of some passes."""
    line_numbers = learn(samples)
    if line_numbers:
        return line_numbers
    best, fewest = [0, 0, 0], len(samples) + 1
    w = [0, 0, 0]
    for _ in range(100):
        for point, label in samples:
            if side(w, point) != label:
                w = [w[0] + label * point[0], w[1] + label * point[1], w[2] + label]
        wrong = count_wrong(w, samples)
        if wrong < fewest:
            best, fewest = w[:], wrong
    return best


line_numbers = learn_anyway(samples)
print("learnt:", line_numbers)
sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))


def predict(point):
    return side(line_numbers, point)


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
            confusion[0 if label == -1 else 1][0 if side(unseen, point) == -1 else 1] += 1
    return {
        "data": "45 measures, taken on one morning",
        "people": "four people, called A to D",
        "limits": "it cannot learn what no line separates",
        "confusion": confusion,
    }
