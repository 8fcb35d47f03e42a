# mistake: rows.append stands after the loop: only the last line of the file is kept, and the tree knows one label.
# line: 16
# names.fr: append|rows|liste ; boucle|for|décal|indent|dernière|retrait
# names.en: append|rows|list ; loop|for|indent|last
from machine import ADC, I2C, Pin
from aht20 import AHT20

NAMES = ["temperature", "humidity", "light"]
LABELS = ["empty", "people", "airing"]

rows = []
with open("room.csv") as file:
    file.readline()
    for line in file:
        day, t, h, l, label = line.strip().split(",")
    rows.append((day, [float(t), float(h), float(l)], label))

climate = AHT20(I2C(0, scl=Pin(22), sda=Pin(21)))
photo = ADC(Pin(34), atten=ADC.ATTN_11DB)


def gini(labels):
    result = 1
    for label in LABELS:
        share = labels.count(label) / len(labels)
        result -= share * share
    return result


def most_common(labels):
    return max(LABELS, key=lambda label: labels.count(label))


def best_question(data):
    best = None
    for column in range(3):
        values = sorted(set(row[1][column] for row in data))
        for i in range(1, len(values)):
            limit = (values[i - 1] + values[i]) / 2
            low = [row[2] for row in data if row[1][column] < limit]
            high = [row[2] for row in data if row[1][column] >= limit]
            if len(low) < 3 or len(high) < 3:
                continue
            score = gini(low) * len(low) + gini(high) * len(high)
            if best is None or score < best[0]:
                best = (score, column, limit)
    return best


def build(data, questions_left):
    labels = [row[2] for row in data]
    best = best_question(data) if questions_left and len(set(labels)) > 1 else None
    if best is None:
        return most_common(labels)
    _, column, limit = best
    return {
        "column": column,
        "limit": limit,
        "low": build([row for row in data if row[1][column] < limit], questions_left - 1),
        "high": build([row for row in data if row[1][column] >= limit], questions_left - 1),
    }


def follow(node, sample):
    path = []
    while isinstance(node, dict):
        if sample[node["column"]] < node["limit"]:
            path.append([NAMES[node["column"]], "<", node["limit"]])
            node = node["low"]
        else:
            path.append([NAMES[node["column"]], ">=", node["limit"]])
            node = node["high"]
    return node, path


tree = build(rows, 3)
print(tree)


def by_hand(sample):
    temperature, humidity, light = sample
    if temperature < 17.5:
        return "airing"
    if light < 40:
        return "empty"
    return "people"


def predict(sample):
    return follow(tree, sample)[0]


def explain(sample):
    return follow(tree, sample)[1]


def now():
    air = climate.read()
    light = photo.read_u16() / 65535 * 100
    return predict([air.temperature_c, air.humidity_percent, light])


def card():
    last = rows[-1][0]
    other_tree = build([row for row in rows if row[0] != last] or rows, 3)
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for day, sample, label in rows:
        if day == last:
            answer = follow(other_tree, sample)[0]
            confusion[LABELS.index(label)][LABELS.index(answer)] += 1
    return {
        "data": "Seven days in one room, some wrong labels",
        "people": "Those who worked in this room that week",
        "limits": "It does not know other rooms or seasons",
        "confusion": confusion,
    }
