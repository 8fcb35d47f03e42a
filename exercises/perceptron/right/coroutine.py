# style: asyncio, a lamp that follows; learns on a board that goes on working
import asyncio
from machine import I2C, Pin
from mpu6050 import MPU6050

sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))
weights = None
rows = []


def total(weights, point):
    result = weights[2]
    for index in (0, 1):
        result += weights[index] * point[index]
    return result


def learn(samples):
    weights = [0, 0, 0]
    for _ in range(500):
        wrong = [(point, label) for point, label in samples if label * total(weights, point) <= 0]
        if not wrong:
            return weights
        for point, label in samples:
            if label * total(weights, point) <= 0:
                weights = [weights[0] + label * point[0], weights[1] + label * point[1], weights[2] + label]
    return None


def predict(point):
    return 1 if total(weights, point) > 0 else -1


def posture():
    return predict(sensor.read().acceleration_g)


def card():
    confusion = [[0, 0], [0, 0]]
    for person, point, label in rows:
        if person == rows[-1][0]:
            confusion[(label + 1) >> 1][(predict(point) + 1) >> 1] += 1
    return {
        "data": "tilt.csv, written by four people",
        "people": "learners of this workshop",
        "limits": "linear model: no XOR at all",
        "confusion": confusion,
    }


async def watch():
    while True:
        print("bent" if posture() > 0 else "straight")
        await asyncio.sleep(2)


with open("tilt.csv") as file:
    for number, line in enumerate(file):
        if number:
            person, x, y, label = line.strip().split(",")
            rows.append((person, (float(x), float(y)), 1 if label == "bent" else -1))
weights = learn([row[1:] for row in rows if row[0] != rows[-1][0]])
asyncio.run(watch())
