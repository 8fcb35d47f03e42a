# mistake: MicroPython has no module csv (it is a module of Python on a PC), so the import fails.
# line: 5
# names.fr: csv|import|module ; MicroPython|n'existe|n’existe|split|carte|ordinateur|absent|trouv
# names.en: csv|import|module ; MicroPython|not exist|no module|split|board|PC|computer|found
import csv
from machine import ADC, I2C, Pin
from aht20 import AHT20

COLUMNS = ["temperature", "humidity", "light"]
LABELS = ["empty", "people", "airing"]

climate = AHT20(I2C(0, scl=Pin(22), sda=Pin(21)))
photo = ADC(Pin(34), atten=ADC.ATTN_11DB)

rows = []
with open("room.csv") as file:
    for record in csv.DictReader(file):
        rows.append((record["day"], [float(record[c]) for c in COLUMNS], record["label"]))


def average(column, label):
    values = [row[1][column] for row in rows if row[2] == label]
    return sum(values) / len(values)


COLD = (average(0, "airing") + min(average(0, "empty"), average(0, "people"))) / 2
BRIGHT = (average(2, "empty") + average(2, "people")) / 2


def by_hand(sample):
    temperature, humidity, light = sample
    if temperature < COLD:
        return "airing"
    if light >= BRIGHT:
        return "people"
    return "empty"


def gini(part):
    labels = [row[2] for row in part]
    return len(part) - sum(labels.count(name) ** 2 for name in LABELS) / len(part)


def majority(part):
    labels = [row[2] for row in part]
    return max(LABELS, key=lambda name: labels.count(name))


def grow(part, depth):
    best = None
    if depth < 3 and gini(part) > 0:
        for column in range(3):
            values = [row[1][column] for row in part]
            low, high = min(values), max(values)
            for step in range(1, 24):
                limit = low + (high - low) * step / 24
                left = [row for row in part if row[1][column] < limit]
                right = [row for row in part if row[1][column] >= limit]
                if not left or not right:
                    continue
                score = gini(left) + gini(right)
                if best is None or score < best[0]:
                    best = (score, column, limit, left, right)
    if best is None:
        return majority(part)
    return best[1], best[2], grow(best[3], depth + 1), grow(best[4], depth + 1)


def walk(node, sample):
    path = []
    while not isinstance(node, str):
        column, limit, left, right = node
        if sample[column] < limit:
            path.append([COLUMNS[column], "<", limit])
            node = left
        else:
            path.append([COLUMNS[column], ">=", limit])
            node = right
    return path, node


tree = grow(rows, 0)


def predict(sample):
    return walk(tree, sample)[1]


def explain(sample):
    return walk(tree, sample)[0]


def now():
    air = climate.read()
    return predict([air.temperature_c, air.humidity_percent, photo.read_u16() * 100 / 65535])


def card():
    last = rows[-1][0]
    other = grow([row for row in rows if row[0] != last], 0)
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for day, sample, label in rows:
        if day == last:
            confusion[LABELS.index(label)][LABELS.index(walk(other, sample)[1])] += 1
    return {"data": "temperature, humidity and light of a room", "people": "those who live in this room",
            "limits": "somebody sitting in the dark is not seen", "confusion": confusion}
