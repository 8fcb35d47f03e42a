# mistake: The tree asks up to six questions, three are allowed.
# line: 8
# names.fr: profond|au plus 3|trois|plus de 3|trop de questions|DEPTH|3 questions
# names.en: depth|deep|at most 3|three|more than 3|too many questions|3 questions
from machine import ADC, I2C, Pin
from aht20 import AHT20

DEPTH = 6
NAMES = ("temperature", "humidity", "light")
LABELS = ("empty", "people", "airing")
rows = []
with open("room.csv") as file:
    file.readline()
    for line in file:
        day, *numbers, label = line.strip().split(",")
        rows.append((day, [float(n) for n in numbers], label))


def mix(rows):
    c = [sum(1 for r in rows if r[2] == label) for label in LABELS]
    return len(rows) - sum(n * n for n in c) / len(rows)


def grow(rows, depth):
    best, least = None, mix(rows)
    for place in range(3 if depth else 0):
        values = sorted(set(r[1][place] for r in rows))
        step = max(1, len(values) // 15)
        for i in range(step, len(values), step):
            limit = round((values[i - 1] + values[i]) / 2, 2)
            a = [r for r in rows if r[1][place] < limit]
            b = [r for r in rows if r[1][place] >= limit]
            if a and b and mix(a) + mix(b) < least:
                best, least = (place, limit, a, b), mix(a) + mix(b)
    if not best:
        labels = [r[2] for r in rows]
        return max(LABELS, key=labels.count)
    place, limit, a, b = best
    return place, limit, grow(a, depth - 1), grow(b, depth - 1)


def walk(node, sample):
    while type(node) is tuple:
        place, limit, a, b = node
        yield [NAMES[place], "<" if sample[place] < limit else ">=", limit]
        node = a if sample[place] < limit else b
    yield node


tree = grow([r for r in rows if r[0] != rows[-1][0]], DEPTH)


def by_hand(sample):
    temperature, _, light = sample
    if light >= 40 and temperature < 17.5:
        return "airing"
    return "people" if light >= 40 and temperature > 21 else "empty"


def predict(sample):
    return list(walk(tree, sample))[-1]


def explain(sample):
    return list(walk(tree, sample))[:-1]


aht = AHT20(I2C(0, scl=Pin(22), sda=Pin(21)))
ldr = ADC(Pin(34), atten=ADC.ATTN_11DB)


def now():
    a = aht.read()
    return predict([a.temperature_c, a.humidity_percent, ldr.read_u16() * 100 / 65535])


def card():
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for day, sample, label in rows:
        if day == rows[-1][0]:
            confusion[LABELS.index(label)][LABELS.index(predict(sample))] += 1
    return {"data": "days of a shared room", "people": "colleagues of the same office",
            "limits": "only this room was measured", "confusion": confusion}
