# mistake: AHT20 has no method temperature(): read() measures, then .temperature_c gives it.
# line: 79
# names.fr: temperature ; read|temperature_c
# names.en: temperature ; read|temperature_c
from machine import ADC, I2C, Pin
from aht20 import AHT20

sensor = AHT20(I2C(0, scl=Pin(22), sda=Pin(21)))
photo = ADC(Pin(34), atten=ADC.ATTN_11DB)
FEATURES = ("temperature", "humidity", "light")
CLASSES = ("empty", "people", "airing")


def load():
    with open("room.csv") as file:
        file.readline()
        for line in file:
            parts = line.strip().split(",")
            yield parts[0], [float(parts[1]), float(parts[2]), float(parts[3])], parts[4]


def score(group):
    found = [g[2] for g in group]
    return len(found) - sum(found.count(c) ** 2 for c in CLASSES) / len(found)


def make(group, depth):
    found = [g[2] for g in group]
    node = [max(CLASSES, key=found.count)]
    if depth == 0:
        return node
    choices = []
    for f in range(3):
        low, high = min(g[1][f] for g in group), max(g[1][f] for g in group)
        for i in range(1, 18):
            cut = round(low + (high - low) * i / 18, 1)
            a = [g for g in group if g[1][f] < cut]
            b = [g for g in group if g[1][f] >= cut]
            if a and b:
                choices.append((score(a) + score(b), f, cut))
    if not choices or min(choices)[0] > score(group) - 0.5:
        return node
    _, f, cut = min(choices)
    a = [g for g in group if g[1][f] < cut]
    b = [g for g in group if g[1][f] >= cut]
    return [None, f, cut, make(a, depth - 1), make(b, depth - 1)]


everything = list(load())
last_day = everything[-1][0]
root = make([g for g in everything if g[0] != last_day], 3)


def explain(sample):
    node, said = root, []
    while node[0] is None:
        _, f, cut, a, b = node
        said.append([FEATURES[f], "<", cut] if sample[f] < cut else [FEATURES[f], ">=", cut])
        node = a if sample[f] < cut else b
    return said


def predict(sample):
    node = root
    while node[0] is None:
        node = node[3] if sample[node[1]] < node[2] else node[4]
    return node[0]


def by_hand(sample):
    if sample[2] < 40:
        return "empty"
    if sample[0] < 17.5:
        return "airing"
    return "people" if sample[0] > 21 else "empty"


def now():
    t = sensor.temperature()
    h = sensor.humidity()
    return predict([t, h, photo.read_u16() / 65535 * 100])


def card():
    table = [[0, 0, 0] for _ in CLASSES]
    for day, sample, label in everything:
        if day == last_day:
            table[CLASSES.index(label)][CLASSES.index(predict(sample))] += 1
    return {"data": "measures in one heated room", "people": "the class that meets there",
            "limits": "other rooms are not known", "confusion": table}
