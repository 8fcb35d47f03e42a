# style: nested tuples read by a recursive generator, median limits, polling
from machine import ADC, I2C, Pin
from aht20 import AHT20
import time

with open("room.csv") as file:
    lines = [line.strip().split(",") for line in file][1:]
samples = [(line[0], [float(line[1]), float(line[2]), float(line[3])], line[4]) for line in lines]
LAST = samples[-1][0]
NAME = {0: "temperature", 1: "humidity", 2: "light"}


def most_common(labels):
    best = None
    for label in labels:
        if best is None or labels.count(label) > labels.count(best):
            best = label
    return best


def wrong(labels):
    n = len(labels)
    return sum(labels.count(label) * (n - labels.count(label)) / n for label in set(labels))


def split(known, column, limit):
    sides = ([], [])
    for numbers, label in known:
        sides[numbers[column] >= limit].append((numbers, label))
    return sides


def grown(known, left):
    labels = [label for _, label in known]
    if left == 0 or wrong(labels) < 1:
        return most_common(labels)
    found = []
    for column in NAME:
        values = sorted({numbers[column] for numbers, _ in known})
        for limit in values[1 :: max(1, len(values) // 30)]:
            low, high = split(known, column, limit)
            found.append((wrong([one[1] for one in low]) + wrong([one[1] for one in high]), column, limit))
    if not found:
        return most_common(labels)
    _, column, limit = min(found)
    low, high = split(known, column, limit)
    return column, limit, grown(low, left - 1), grown(high, left - 1)


def walk(node, numbers):
    if not isinstance(node, tuple):
        yield node
        return
    column, limit, low, high = node
    is_high = numbers[column] >= limit
    yield [NAME[column], (("<", ">=")[is_high]), limit]
    yield from walk(high if is_high else low, numbers)


tree = grown([(numbers, label) for day, numbers, label in samples if day != LAST], 3)


def by_hand(numbers):
    return "empty" if numbers[2] < 41 else "airing" if numbers[0] < 17.8 else "people"


def predict(numbers):
    *_, label = walk(tree, numbers)
    return label


def explain(numbers):
    *questions, _ = walk(tree, numbers)
    return questions


sensor = AHT20(I2C(0, scl=Pin(22), sda=Pin(21)))
photo = ADC(Pin(34), atten=ADC.ATTN_11DB)


def now():
    air = sensor.read()
    light = sum(photo.read_u16() for _ in range(4)) / 4 / 65535 * 100
    return predict([air.temperature_c, air.humidity_percent, light])


def card():
    order = ["empty", "people", "airing"]
    table = []
    for said in order:
        answers = [predict(numbers) for day, numbers, label in samples if day == LAST and label == said]
        table.append([answers.count(other) for other in order])
    return {
        "data": "one file of one room, some days",
        "people": "people who knew of the sensors",
        "limits": "summer, or a room with two windows",
        "confusion": table,
    }


shown = time.ticks_ms()
while True:
    if time.ticks_diff(time.ticks_ms(), shown) > 10000:
        shown = time.ticks_ms()
        print(now())
    time.sleep_ms(100)
