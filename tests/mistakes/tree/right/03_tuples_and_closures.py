# style: the tree is a function that is made of functions, comprehensions
from machine import ADC, I2C, Pin
from aht20 import AHT20

with open("room.csv") as file:
    lines = [line.strip().split(",") for line in file]
data = [(line[0], tuple(map(float, line[1:4])), line[4]) for line in lines[1:] if len(line) == 5]
labels = ("empty", "people", "airing")
names = lines[0][1:4]


def count(part):
    return [sum(1 for _, _, label in part if label == one) for one in labels]


def loss(part):
    n = count(part)
    return sum(n) - sum(k * k for k in n) / sum(n) if part else 0


def cuts(part):
    for i in range(3):
        column = sorted([sample[i] for _, sample, _ in part])
        for a, b in zip(column, column[1:]):
            if a < b:
                yield i, (a + b) / 2


def grow(part, depth):
    n = count(part)
    leaf = labels[n.index(max(n))]
    candidates = []
    if depth > 0 and max(n) < sum(n):
        for i, at in cuts(part):
            left = [row for row in part if row[1][i] < at]
            right = [row for row in part if row[1][i] >= at]
            if len(left) > 2 and len(right) > 2:
                candidates.append((loss(left) + loss(right), i, at))
    if not candidates:
        return lambda sample, path: (leaf, path)
    _, i, at = min(candidates)
    low = grow([row for row in part if row[1][i] < at], depth - 1)
    high = grow([row for row in part if row[1][i] >= at], depth - 1)

    def ask(sample, path):
        if sample[i] < at:
            return low(sample, path + [[names[i], "<", at]])
        return high(sample, path + [[names[i], ">=", at]])

    return ask


ask = grow(data, 3)


def by_hand(sample):
    return "airing" if sample[0] < 17.5 else "people" if sample[2] > 42 else "empty"


def predict(sample):
    return ask(sample, [])[0]


def explain(sample):
    return ask(sample, [])[1]


def now():
    air = AHT20(I2C(0, scl=Pin(22), sda=Pin(21))).read()
    light = ADC(Pin(34), atten=ADC.ATTN_11DB).read_u16()
    return predict([air.temperature_c, air.humidity_percent, light * 100 / 65535])


def card():
    last_day = data[-1][0]
    ask_unseen = grow([row for row in data if row[0] != last_day], 3)
    answers = [(label, ask_unseen(sample, [])[0]) for day, sample, label in data if day == last_day]
    return {
        "data": "about seventy samples of one room",
        "people": "nobody is named in this file",
        "limits": "only this room and this week",
        "confusion": [[answers.count((true, said)) for said in labels] for true in labels],
    }
