from machine import ADC, I2C, Pin
from aht20 import AHT20
import gc

NAMES = ["temperature", "humidity", "light"]
LABELS = ["empty", "people", "airing"]


class Forester:
    """Grows one tree, as nested lists: [place, limit, under, over] or a label."""

    def __init__(self, steps=16, depth=3):
        self.steps = steps
        self.depth = depth

    def counts(self, rows):
        counts = [0, 0, 0]
        for _, _, label in rows:
            counts[label] += 1
        return counts

    def cost(self, rows):
        counts = self.counts(rows)
        return sum(counts) - (counts[0] ** 2 + counts[1] ** 2 + counts[2] ** 2) / sum(counts)

    def grow(self, rows, depth=0):
        counts = self.counts(rows)
        if depth < self.depth and len(rows) > max(counts):
            cut = self.best(rows)
            if cut:
                place, limit = cut
                under = [row for row in rows if row[1][place] < limit]
                over = [row for row in rows if row[1][place] >= limit]
                return [place, limit, self.grow(under, depth + 1), self.grow(over, depth + 1)]
        return LABELS[counts.index(max(counts))]

    def best(self, rows):
        cost, cut = self.cost(rows) - 0.5, None
        for place in (0, 1, 2):
            column = [row[1][place] for row in rows]
            first, last = min(column), max(column)
            for n in range(1, self.steps):
                limit = round(first + (last - first) * n / self.steps, 1)
                under = [row for row in rows if row[1][place] < limit]
                if 0 < len(under) < len(rows):
                    over = [row for row in rows if row[1][place] >= limit]
                    found = self.cost(under) + self.cost(over)
                    if found < cost:
                        cost, cut = found, (place, limit)
        return cut


def descend(tree, sample):
    steps = []
    while isinstance(tree, list):
        place, limit, under, over = tree
        if sample[place] < limit:
            steps.append([NAMES[place], "<", limit])
            tree = under
        else:
            steps.append([NAMES[place], ">=", limit])
            tree = over
    return tree, steps


samples = []
for line in open("room.csv"):
    parts = line.strip().split(",")
    if parts[0] != "day":
        samples.append((parts[0], [float(part) for part in parts[1:4]], LABELS.index(parts[4])))

last_day = samples[-1][0]
gc.collect()
forester = Forester()
whole_tree = forester.grow(samples)
gc.collect()
card_tree = forester.grow([one for one in samples if one[0] != last_day])


def by_hand(sample):
    temperature, _, light = sample
    if light < 40:
        return LABELS[0]
    if temperature < 17.5:
        return LABELS[2]
    return LABELS[1] if temperature > 21 else LABELS[0]


def predict(sample):
    return descend(whole_tree, sample)[0]


def explain(sample):
    return descend(whole_tree, sample)[1]


def now():
    air = AHT20(I2C(0, scl=Pin(22), sda=Pin(21))).read()
    share = ADC(Pin(34), atten=ADC.ATTN_11DB).read_u16() / 65535
    return predict([air.temperature_c, air.humidity_percent, 100 * share])


def card():
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for day, sample, label in samples:
        if day == last_day:
            confusion[label][LABELS.index(descend(card_tree, sample)[0])] += 1
    return {
        "data": "every line of the file room.csv",
        "people": "those who live and work in the room",
        "limits": "a few days only, and labels that are sometimes wrong",
        "confusion": confusion,
    }
