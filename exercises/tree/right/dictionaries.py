# style: dictionaries, a stack instead of recursion, generators
from machine import ADC, I2C, Pin
from aht20 import AHT20

COLUMNS = {"temperature": 0, "humidity": 1, "light": 2}
LABELS = "empty people airing".split()


def read(name):
    with open(name) as file:
        next(file)
        for line in file:
            parts = line.strip().split(",")
            yield {"day": parts[0], "values": tuple(map(float, parts[1:4])), "label": parts[4]}


def tally(rows):
    found = {label: 0 for label in LABELS}
    for row in rows:
        found[row["label"]] += 1
    return found


def impurity(rows):
    return len(rows) - sum(count ** 2 for count in tally(rows).values()) / len(rows) if rows else 0


def questions(rows):
    for name, place in COLUMNS.items():
        values = [row["values"][place] for row in rows]
        width = max(values) - min(values)
        for part in range(1, 16):
            limit = min(values) + width * part / 16
            low = [row for row in rows if row["values"][place] < limit]
            if 0 < len(low) < len(rows):
                high = [row for row in rows if row["values"][place] >= limit]
                yield impurity(low) + impurity(high), name, limit, low, high


def build(rows):
    root = {}
    stack = [(root, rows, 3)]
    while stack:
        node, rows, left = stack.pop()
        found = tally(rows)
        node["label"] = max(LABELS, key=lambda label: found[label])
        best = None
        if left:
            for question in questions(rows):
                if best is None or question[0] < best[0]:
                    best = question
        if best and best[0] < impurity(rows) - 1:
            _, node["name"], node["limit"], low, high = best
            node["low"], node["high"] = {}, {}
            stack += [(node["low"], low, left - 1), (node["high"], high, left - 1)]
    return root


def path(node, sample):
    while "name" in node:
        if sample[COLUMNS[node["name"]]] < node["limit"]:
            yield [node["name"], "<", node["limit"]]
            node = node["low"]
        else:
            yield [node["name"], ">=", node["limit"]]
            node = node["high"]
    yield node["label"]


data = list(read("room.csv"))
last_day = data[-1]["day"]
root = build([row for row in data if row["day"] != last_day])
sensor = AHT20(I2C(0, scl=Pin(22), sda=Pin(21)))
eye = ADC(Pin(34), atten=ADC.ATTN_11DB)


def by_hand(sample):
    if sample[2] < 42:
        return "empty"
    return "airing" if sample[0] < 17 else "people"


def predict(sample):
    return list(path(root, sample))[-1]


def explain(sample):
    return list(path(root, sample))[:-1]


def now():
    air = sensor.read()
    return predict((air.temperature_c, air.humidity_percent, eye.read_u16() * 100 / 65535))


def card():
    table = {label: [0, 0, 0] for label in LABELS}
    for row in data:
        if row["day"] == last_day:
            table[row["label"]][LABELS.index(predict(row["values"]))] += 1
    return {
        "data": "Seven days, one office, ten samples a day.",
        "people": "Its users agreed to be observed.",
        "limits": "A cellar or a greenhouse needs another tree.",
        "confusion": [table[label] for label in LABELS],
    }
