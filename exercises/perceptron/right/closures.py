# style: functions that make functions, lambdas, no class
from machine import I2C, Pin
from mpu6050 import MPU6050

encode = lambda word: 1 if word == "bent" else -1
place = lambda label: 0 if label < 0 else 1


def load(path):
    table = {}
    order = []
    with open(path) as file:
        file.readline()
        for line in file:
            who, x, y, word = line.strip().split(",")
            if who not in table:
                table[who] = []
                order.append(who)
            table[who].append([[float(x), float(y)], encode(word)])
    return order, table


def perceptron():
    w1 = w2 = b = 0.0

    def value(x, y):
        return w1 * x + w2 * y + b

    def fix(x, y, label):
        nonlocal w1, w2, b
        if label * value(x, y) > 0:
            return 0
        w1 += label * x
        w2 += label * y
        b += label
        return 1

    def numbers():
        return [w1, w2, b]

    return value, fix, numbers


def learn(samples):
    value, fix, numbers = perceptron()
    for _ in range(1000):
        if sum([fix(point[0], point[1], label) for point, label in samples]) == 0:
            return numbers()
    return None


def make_judge(samples):
    _, fix, numbers = perceptron()
    best = (len(samples) + 1, None)
    for _ in range(200):
        changed = sum([fix(point[0], point[1], label) for point, label in samples])
        a, b, c = numbers()
        wrong = sum([1 for (x, y), label in samples if label * (a * x + b * y + c) <= 0])
        if wrong < best[0]:
            best = (wrong, (a, b, c))
        if not changed:
            break
    a, b, c = best[1]
    return lambda point: 1 if a * point[0] + b * point[1] + c > 0 else -1


order, table = load("tilt.csv")
predict = make_judge([sample for who in order for sample in table[who]])
imu = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))


def posture():
    return predict(imu.read().acceleration_g)


def card():
    judge = make_judge([sample for who in order[:-1] for sample in table[who]])
    confusion = [[0, 0], [0, 0]]
    for point, label in table[order[-1]]:
        confusion[place(label)][place(judge(point))] += 1
    return {
        "data": "accelerations of four mornings",
        "people": "A to D, without their names",
        "limits": "one straight line and nothing else",
        "confusion": confusion,
    }
