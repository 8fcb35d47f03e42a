from machine import I2C, Pin
from mpu6050 import MPU6050

PASSES = 1000
LABELS = {"straight": -1, "bent": 1}

sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))


def height(weights, point):
    return weights[0] * point[0] + weights[1] * point[1] + weights[2]


def answer(weights, point):
    return 1 if height(weights, point) > 0 else -1


def learn(samples):
    weights = [0, 0, 0]
    for _ in range(PASSES):
        mistakes = 0
        for point, label in samples:
            if label * height(weights, point) <= 0:
                mistakes += 1
                weights[0] += label * point[0]
                weights[1] += label * point[1]
                weights[2] += label
        if mistakes == 0:
            return weights
    return None


people = []
samples = []
with open("tilt.csv") as file:
    file.readline()
    for line in file:
        person, x, y, label = line.strip().split(",")
        people.append(person)
        samples.append(([float(x), float(y)], LABELS[label]))

last = people[-1]
seen = [sample for person, sample in zip(people, samples) if person != last]
aside = [sample for person, sample in zip(people, samples) if person == last]
model = learn(seen)


def predict(point):
    return answer(model, point)


def posture():
    x, y, _ = sensor.read().acceleration_g
    return predict([x, y])


def card():
    confusion = [[0, 0], [0, 0]]
    for point, label in aside:
        confusion[label > 0][predict(point) > 0] += 1
    return {
        "data": "%d samples of a sensor on the collar, one morning" % len(samples),
        "people": "four adults who sat at a table; one of them only tested it",
        "limits": "one straight line: it cannot learn XOR, nor a back that leans two ways",
        "confusion": confusion,
    }
