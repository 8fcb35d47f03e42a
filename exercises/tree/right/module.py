# style: two files, the tree as three flat lists in the second one
with open("flat_tree.py", "w") as file:
    file.write(
        """
class FlatTree:
    # The children of place n stand at 2n + 1 (yes) and 2n + 2 (no).
    def __init__(self, depth):
        self.questions = [None] * (2 ** depth - 1)
        self.answers = [None] * (2 ** (depth + 1) - 1)

    def steps(self, sample):
        place = 0
        while place < len(self.questions) and self.questions[place] is not None:
            column, limit = self.questions[place]
            is_low = sample[column] < limit
            yield column, is_low, limit
            place = 2 * place + (1 if is_low else 2)
        self.reached = place

    def answer(self, sample):
        for _ in self.steps(sample):
            pass
        return self.answers[self.reached]
"""
    )

from aht20 import AHT20
from flat_tree import FlatTree
from machine import ADC, Pin, SoftI2C

LABELS = ("empty", "people", "airing")
rows, days = [], []
with open("room.csv") as file:
    for line in file.read().strip().split("\n")[1:]:
        day, t, h, light, label = line.strip().split(",")
        rows.append((float(t), float(h), float(light), LABELS.index(label)))
        days.append(day)


def mixed(rows):
    counts = [0, 0, 0]
    for row in rows:
        counts[row[3]] += 1
    return len(rows) - max(counts) if len(rows) < 4 else len(rows) - sum(n * n for n in counts) / len(rows)


def plant(tree, place, rows):
    labels = [row[3] for row in rows]
    tree.answers[place] = max(range(3), key=labels.count)
    if place >= len(tree.questions):
        return
    least, best = mixed(rows) - 0.5, None
    for column in (2, 0, 1):
        for limit in sorted({round(row[column]) + 0.5 for row in rows}):
            low = [row for row in rows if row[column] < limit]
            high = [row for row in rows if not row[column] < limit]
            if low and high and mixed(low) + mixed(high) < least:
                least, best = mixed(low) + mixed(high), (column, limit, low, high)
    if best:
        column, limit, low, high = best
        tree.questions[place] = column, limit
        plant(tree, 2 * place + 1, low)
        plant(tree, 2 * place + 2, high)


tree = FlatTree(3)
plant(tree, 0, [row for row, day in zip(rows, days) if day != days[-1]])
climate = AHT20(SoftI2C(scl=Pin(22), sda=Pin(21)))
light = ADC(Pin(34), atten=ADC.ATTN_11DB)


def by_hand(sample):
    if sample[2] > 40:
        return "people" if sample[0] >= 18 else "airing"
    return "empty"


def predict(sample):
    return LABELS[tree.answer(sample)]


def explain(sample):
    names = ("temperature", "humidity", "light")
    return [[names[column], "<" if is_low else ">=", limit] for column, is_low, limit in tree.steps(sample)]


def now():
    air = climate.read()
    return predict((air.temperature_c, air.humidity_percent, 100 * light.read_u16() / 65535))


def card():
    confusion = [bytearray(3) for _ in LABELS]
    for row, day in zip(rows, days):
        if day == days[-1]:
            confusion[row[3]][tree.answer(row)] += 1
    return {
        "data": "what three sensors said for some days",
        "people": "those who were in the room then",
        "limits": "a room without a window is another room",
        "confusion": [list(line) for line in confusion],
    }
