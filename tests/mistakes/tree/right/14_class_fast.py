# A tree as a class; the best question is found in one sweep over the sorted values.
from machine import ADC, I2C, Pin
from aht20 import AHT20

NAMES = ("temperature", "humidity", "light")
LABELS = ("empty", "people", "airing")


class Node:
    def __init__(self, rows, depth):
        counts = [0, 0, 0]
        for sample, label in rows:
            counts[label] += 1
        self.label = counts.index(max(counts))
        self.column = None
        if depth == 0 or max(counts) == len(rows):
            return
        best = None
        for column in range(3):
            found = self.sweep(rows, column, counts)
            if found and (best is None or found[0] < best[0]):
                best = found
                self.column = column
        if best:
            self.limit = best[1]
            self.low = Node([r for r in rows if r[0][self.column] < self.limit], depth - 1)
            self.high = Node([r for r in rows if r[0][self.column] >= self.limit], depth - 1)

    def sweep(self, rows, column, counts):
        ordered = sorted(rows, key=lambda row: row[0][column])
        left = [0, 0, 0]
        right = list(counts)
        best = None
        for i in range(1, len(ordered)):
            label = ordered[i - 1][1]
            left[label] += 1
            right[label] -= 1
            before, after = ordered[i - 1][0][column], ordered[i][0][column]
            if before == after:
                continue
            limit = (before + after) / 2
            if not before < limit:
                limit = after
            cost = -sum(n * n for n in left) / i - sum(n * n for n in right) / (len(ordered) - i)
            if best is None or cost < best[0]:
                best = (cost, limit)
        return best

    def walk(self, sample, path):
        if self.column is None:
            return self.label
        if sample[self.column] < self.limit:
            path.append([NAMES[self.column], "<", self.limit])
            return self.low.walk(sample, path)
        path.append([NAMES[self.column], ">=", self.limit])
        return self.high.walk(sample, path)


days = []
rows = []
with open("room.csv") as file:
    file.readline()
    for line in file:
        parts = line.strip().split(",")
        days.append(parts[0])
        rows.append(([float(p) for p in parts[1:4]], LABELS.index(parts[4])))

root = Node(rows, 3)


def mean_of(column, label):
    numbers = [sample[column] for sample, l in rows if l == label]
    return sum(numbers) / len(numbers)


window_open = (mean_of(0, 2) + min(mean_of(0, 0), mean_of(0, 1))) / 2
lamp_on = (mean_of(2, 0) + mean_of(2, 1)) / 2


def by_hand(sample):
    temperature, humidity, light = sample
    if temperature < window_open:
        return "airing"
    if light < lamp_on:
        return "empty"
    return "people"


def predict(sample):
    return LABELS[root.walk(sample, [])]


def explain(sample):
    path = []
    root.walk(sample, path)
    return path


climate = AHT20(I2C(0, scl=Pin(22), sda=Pin(21)))
photocell = ADC(Pin(34), atten=ADC.ATTN_11DB)


def now():
    air = climate.read()
    return predict([air.temperature_c, air.humidity_percent, photocell.read_u16() / 65535 * 100])


def card():
    last = days[-1]
    judge = Node([rows[i] for i in range(len(rows)) if days[i] != last], 3)
    confusion = [[0] * 3 for _ in LABELS]
    for i in range(len(rows)):
        if days[i] == last:
            sample, label = rows[i]
            confusion[label][judge.walk(sample, [])] += 1
    return {
        "data": "some days of one room, labelled by hand",
        "people": "the people who use this room",
        "limits": "another room or season may fool it",
        "confusion": confusion,
    }
