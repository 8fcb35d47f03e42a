from machine import ADC, I2C, Pin
from aht20 import AHT20
import time

begin = time.ticks_ms()
NAMES = ("temperature", "humidity", "light")
LABELS = ("empty", "people", "airing")
EMPTY, PEOPLE, AIRING = LABELS

days, values, labels = [], [], []
with open("room.csv") as file:
    header = file.readline().strip().split(",")
    for line in file:
        row = dict(zip(header, line.strip().split(",")))
        days.append(row["day"])
        values.append(tuple(float(row[name]) for name in NAMES))
        labels.append(row["label"])

last = days[-1]
nodes = {}


def most(places):
    found = [labels[place] for place in places]
    return max(LABELS, key=lambda label: found.count(label))


def wrongness(places):
    found = [labels[place] for place in places]
    return sum(found.count(label) * (len(found) - found.count(label)) for label in LABELS) / len(found)


def grow(key, places):
    # The node of the key "": the root; "<" and ">" are added on the way down.
    nodes[key] = most(places)
    if len(key) == 3:
        return
    best = wrongness(places) - 0.5
    for column in range(3):
        here = [values[place][column] for place in places]
        low, high = min(here), max(here)
        for step in range(1, 22):
            limit = round(low + (high - low) * step / 22, 1)
            under = [place for place in places if values[place][column] < limit]
            over = [place for place in places if values[place][column] >= limit]
            if under and over:
                now_wrong = wrongness(under) + wrongness(over)
                if now_wrong < best:
                    best = now_wrong
                    nodes[key] = (column, limit)
    if isinstance(nodes[key], tuple):
        column, limit = nodes[key]
        grow(key + "<", [place for place in places if values[place][column] < limit])
        grow(key + ">", [place for place in places if values[place][column] >= limit])


grow("", [place for place in range(len(labels)) if days[place] != last])
print("grown in", time.ticks_diff(time.ticks_ms(), begin), "ms")


def route(sample):
    key = ""
    while isinstance(nodes[key], tuple):
        column, limit = nodes[key]
        key += "<" if sample[column] < limit else ">"
    return key


def predict(sample):
    return nodes[route(sample)]


def explain(sample):
    key = route(sample)
    questions = []
    for depth in range(len(key)):
        column, limit = nodes[key[:depth]]
        questions.append([NAMES[column], "<" if key[depth] == "<" else ">=", limit])
    return questions


def by_hand(sample):
    warmth, _, light = sample
    if light < 40 or 17.5 <= warmth <= 21:
        return EMPTY
    return AIRING if warmth < 17.5 else PEOPLE


aht = AHT20(I2C(0, scl=Pin(22), sda=Pin(21)))
photo = ADC(Pin(34), atten=ADC.ATTN_11DB)


def now():
    measured = aht.read()
    percent = photo.read_u16() * 100 / 65535
    return predict((measured.temperature_c, measured.humidity_percent, percent))


def card():
    table = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for day, sample, label in zip(days, values, labels):
        if day == last:
            table[LABELS.index(label)][LABELS.index(predict(sample))] += 1
    return {
        "data": "temperature, humidity and light of one room",
        "people": "whoever entered, left or opened the window",
        "limits": "three questions at most, one room, few days",
        "confusion": table,
    }
