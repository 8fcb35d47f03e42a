# style: the model as a list of rules (paths), found by splitting the worst list again and again
from machine import ADC, I2C, Pin
from aht20 import AHT20
import time

FIELDS = ["temperature", "humidity", "light"]
LABELS = ["empty", "people", "airing"]


def is_true(question, sample):
    name, sign, number = question
    value = sample[FIELDS.index(name)]
    return value < number if sign == "<" else value >= number


def gini(rows):
    n = len(rows)
    return n - sum([len([1 for r in rows if r[1] == label]) ** 2 for label in LABELS]) / n if n else 0


def winner(rows):
    best, votes = LABELS[0], -1
    for label in LABELS:
        n = len([1 for r in rows if r[1] == label])
        if n > votes:
            best, votes = label, n
    return best


def split(rows):
    best = [gini(rows) - 0.1, None]
    for i in range(3):
        values = [r[0][i] for r in rows]
        values.sort()
        for j in range(2, len(values) - 3):
            number = (values[j] + values[j + 1]) / 2
            a = [r for r in rows if r[0][i] < number]
            b = [r for r in rows if r[0][i] >= number]
            if not a or not b:
                continue
            g = gini(a) + gini(b)
            if g < best[0]:
                best = [g, (FIELDS[i], number, a, b)]
    return best[1]


def find_rules(rows):
    done, todo = [], [([], rows)]
    while todo:
        path, part = todo.pop(0)
        cut = split(part) if len(path) < 3 and gini(part) > 0 else None
        if cut is None:
            done.append((path, winner(part)))
        else:
            name, number, a, b = cut
            todo.append((path + [[name, "<", number]], a))
            todo.append((path + [[name, ">=", number]], b))
    return done


def rule_for(rules, sample):
    for path, label in rules:
        if all(is_true(question, sample) for question in path):
            return path, label


file = open("room.csv")
header = file.readline()
text = file.readline()
days, rows = [], []
while text:
    d, a, b, c, label = text.strip().split(",")
    days.append(d)
    rows.append(([float(a), float(b), float(c)], label))
    text = file.readline()
file.close()

start = time.ticks_ms()
rules = find_rules(rows)
print(len(rules), "rules in", time.ticks_diff(time.ticks_ms(), start), "ms")
for path, label in rules:
    print(path, "->", label)

room_air = AHT20(I2C(0, scl=Pin(22), sda=Pin(21)))
room_light = ADC(Pin(34), atten=ADC.ATTN_11DB)


def by_hand(sample):
    if sample[0] < 18.0:
        return "airing"
    elif sample[2] < 42.0:
        return "empty"
    return "people"


def predict(sample):
    return rule_for(rules, sample)[1]


def explain(sample):
    return [list(question) for question in rule_for(rules, sample)[0]]


def now():
    air = room_air.read()
    light = room_light.read_u16() * 100 / 65535
    return predict([air.temperature_c, air.humidity_percent, light])


def card():
    known = [row for d, row in zip(days, rows) if d != days[-1]]
    new = [row for d, row in zip(days, rows) if d == days[-1]]
    other = find_rules(known)
    said = [rule_for(other, sample)[1] for sample, _ in new]
    true = [label for _, label in new]
    matrix = [[0] * 3 for _ in range(3)]
    for t, s in zip(true, said):
        matrix[LABELS.index(t)][LABELS.index(s)] += 1
    return {
        "data": "a week of samples from one room",
        "people": "a small team in an office",
        "limits": "not for rooms without windows or lamps",
        "confusion": matrix,
    }
