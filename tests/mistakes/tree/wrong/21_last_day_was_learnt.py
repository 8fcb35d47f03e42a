# mistake: The card's tree has seen the last day, on which it is judged.
# line: 64
# names.fr: dernier jour|jour|vu
# names.en: last day|day|seen
from machine import ADC, I2C, Pin
from aht20 import AHT20

NAMES = ("temperature", "humidity", "light")
LABELS = ("empty", "people", "airing")


class Node:
    def __init__(self, rows, depth):
        self.label = majority(rows)
        self.place = None
        question = best_question(rows) if depth > 0 else None
        if question:
            self.place, self.limit = question
            self.low = Node([r for r in rows if r[1][self.place] < self.limit], depth - 1)
            self.high = Node([r for r in rows if r[1][self.place] >= self.limit], depth - 1)

    def ask(self, sample, said):
        if self.place is None:
            return self.label
        is_low = sample[self.place] < self.limit
        said.append([NAMES[self.place], "<" if is_low else ">=", self.limit])
        return (self.low if is_low else self.high).ask(sample, said)


def counts(rows):
    return [len([1 for r in rows if r[2] == label]) for label in LABELS]


def majority(rows):
    c = counts(rows)
    return LABELS[c.index(max(c))]


def gini(rows):
    return len(rows) - sum(n * n for n in counts(rows)) / len(rows)


def best_question(rows):
    best, least = None, gini(rows) - 1
    for place in range(3):
        low = min(r[1][place] for r in rows)
        high = max(r[1][place] for r in rows)
        for i in range(1, 20):
            limit = round(low + i * (high - low) / 20, 1)
            under = [r for r in rows if r[1][place] < limit]
            over = [r for r in rows if r[1][place] >= limit]
            if under and over:
                mixed = gini(under) + gini(over)
                if mixed < least:
                    best, least = (place, limit), mixed
    return best


rows = []
for number, line in enumerate(open("room.csv")):
    if number:
        day, t, h, l, label = line.strip().split(",")
        rows.append((day, [float(t), float(h), float(l)], label))
tree = Node(rows, 3)


def by_hand(sample):
    t, h, l = sample
    if l < 40:
        return "empty"
    return "airing" if t < 17.5 else "people" if t > 21 else "empty"


def predict(sample):
    return tree.ask(sample, [])


def explain(sample):
    said = []
    tree.ask(sample, said)
    return said


climate = AHT20(I2C(0, scl=Pin(22), sda=Pin(21)))
light = ADC(Pin(34), atten=ADC.ATTN_11DB)


def now():
    air = climate.read()
    return predict([air.temperature_c, air.humidity_percent, light.read_u16() / 655.35])


def card():
    confusion = [[0, 0, 0] for _ in LABELS]
    for day, sample, label in rows:
        if day == rows[-1][0]:
            confusion[LABELS.index(label)][LABELS.index(predict(sample))] += 1
    return {"data": "samples of one room, several days", "people": "those who share the room",
            "limits": "other rooms and other seasons", "confusion": confusion}
