# style: asyncio: the passes leave time for others; the card is made at the start
import asyncio
from machine import I2C, Pin
from mpu6050 import MPU6050

sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))
state = {"weights": None, "confusion": None}


def read_file():
    people, samples = [], []
    with open("tilt.csv") as file:
        next(file)
        for line in file:
            person, x, y, label = line.strip().split(",")
            people.append(person)
            samples.append([[float(x), float(y)], 1 if label == "bent" else -1])
    return people, samples


def value(w, point):
    return w[0] * point[0] + w[1] * point[1] + w[2]


def one_pass(w, samples):
    changed = False
    for point, label in samples:
        if value(w, point) * label <= 0:
            w[0] += label * point[0]
            w[1] += label * point[1]
            w[2] += label
            changed = True
    return changed


def learn(samples):
    w = [0, 0, 0]
    passes = 0
    while one_pass(w, samples):
        passes += 1
        if passes == 1000:
            return None
    return w


async def train(samples):
    w = [0, 0, 0]
    best = w[:]
    best_wrong = len(samples)
    for _ in range(300):
        if not one_pass(w, samples):
            return w
        wrong = len([1 for point, label in samples if value(w, point) * label <= 0])
        if wrong < best_wrong:
            best, best_wrong = w[:], wrong
        await asyncio.sleep_ms(0)
    return best


def predict(point):
    return 1 if value(state["weights"], point) > 0 else -1


def posture():
    x, y, z = sensor.read().acceleration_g
    return predict([x, y])


def card():
    return {
        "data": "one file, forty-five lines",
        "people": "four adults, one morning each",
        "limits": "cannot learn a curve or XOR",
        "confusion": state["confusion"],
    }


async def main():
    people, samples = read_file()
    state["weights"] = await train(samples)
    last = people[-1]
    weights = await train([s for p, s in zip(people, samples) if p != last])
    table = [[0, 0], [0, 0]]
    for p, (point, label) in zip(people, samples):
        if p == last:
            table[int(label > 0)][int(value(weights, point) > 0)] += 1
    state["confusion"] = table
    print("posture now:", posture())


asyncio.run(main())
