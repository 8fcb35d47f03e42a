from machine import ADC, I2C, Pin
from aht20 import AHT20

NAMES = ("temperature", "humidity", "light")
LABELS = ("empty", "people", "airing")
DEPTH = 3
STEPS = 20

climate = AHT20(I2C(0, scl=Pin(22), sda=Pin(21)))
light = ADC(Pin(34), atten=ADC.ATTN_11DB)


def by_hand(sample):
    temperature, humidity, light = sample
    if light < 40:
        return "empty"
    if temperature < 17.5:
        return "airing"
    return "people" if temperature > 21 else "empty"


def counts(rows):
    labels = [row[2] for row in rows]
    return [labels.count(label) for label in LABELS]


def mixture(rows):
    # 0 for a single label, more where labels are mixed.
    return len(rows) - sum(count * count for count in counts(rows)) / len(rows)


def halves(rows, place, limit):
    return [row for row in rows if row[1][place] < limit], [row for row in rows if row[1][place] >= limit]


def best_question(rows):
    best, least = None, mixture(rows) - 0.5
    for place in range(3):
        values = [row[1][place] for row in rows]
        low, high = min(values), max(values)
        for step in range(1, STEPS):
            limit = round(low + (high - low) * step / STEPS, 1)
            under, over = halves(rows, place, limit)
            if under and over and mixture(under) + mixture(over) < least:
                best, least = (place, limit), mixture(under) + mixture(over)
    return best


def grow(rows, depth):
    question = best_question(rows) if depth else None
    if question is None:
        found = counts(rows)
        return LABELS[found.index(max(found))]
    under, over = halves(rows, *question)
    return question, grow(under, depth - 1), grow(over, depth - 1)


def walk(tree, sample):
    steps = []
    while not isinstance(tree, str):
        (place, limit), under, over = tree
        is_under = sample[place] < limit
        steps.append([NAMES[place], "<" if is_under else ">=", limit])
        tree = under if is_under else over
    return steps, tree


rows = []
with open("room.csv") as file:
    file.readline()
    for line in file:
        day, *numbers, label = line.strip().split(",")
        rows.append((day, [float(number) for number in numbers], label))

last = rows[-1][0]
tree = grow([row for row in rows if row[0] != last], DEPTH)


def predict(sample):
    return walk(tree, sample)[1]


def explain(sample):
    return walk(tree, sample)[0]


def now():
    air = climate.read()
    return predict([air.temperature_c, air.humidity_percent, light.read_u16() / 65535 * 100])


def card():
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for day, sample, label in rows:
        if day == last:
            confusion[LABELS.index(label)][LABELS.index(predict(sample))] += 1
    return {
        "data": "%d samples of one room, noted by hand" % len(rows),
        "people": "whoever works in this room and pays its heating",
        "limits": "other rooms, other seasons, people who sit in the dark",
        "confusion": confusion,
    }
