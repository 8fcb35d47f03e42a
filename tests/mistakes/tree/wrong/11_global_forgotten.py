# mistake: main gives tree a value without saying global: the tree of the program stays None.
# line: 110
# names.fr: tree ; global|locale|local|None
# names.en: tree ; global|local|None
import asyncio
from machine import ADC, I2C, Pin
from aht20 import AHT20

names = ["temperature", "humidity", "light"]
labels = ["empty", "people", "airing"]
sensor = AHT20(I2C(0, scl=Pin(22), sda=Pin(21)))
light_pin = ADC(Pin(34), atten=ADC.ATTN_11DB)
samples = []
tree = None
confusion = None


def load():
    with open("room.csv") as file:
        file.readline()
        for line in file:
            fields = line.strip().split(",")
            samples.append((fields[0], [float(x) for x in fields[1:4]], labels.index(fields[4])))


def mix(counts):
    n = sum(counts)
    return n - sum(c * c for c in counts) / n


def counted(part):
    counts = [0, 0, 0]
    for _, _, label in part:
        counts[label] += 1
    return counts


async def grow(part, depth):
    await asyncio.sleep_ms(0)
    counts = counted(part)
    node = {"label": labels[counts.index(max(counts))]}
    best = mix(counts)
    if depth == 0 or best == 0:
        return node
    for column in range(3):
        await asyncio.sleep_ms(0)
        values = sorted(sample[column] for _, sample, _ in part)
        for i in range(3, len(values) - 2):
            number = round((values[i - 1] + values[i]) / 2, 2)
            low = counted([row for row in part if row[1][column] < number])
            high = counted([row for row in part if row[1][column] >= number])
            if sum(low) == 0 or sum(high) == 0:
                continue
            left = mix(low) + mix(high)
            if left < best - 0.01:
                best = left
                node["column"], node["number"] = column, number
    if "column" in node:
        column, number = node["column"], node["number"]
        node["low"] = await grow([row for row in part if row[1][column] < number], depth - 1)
        node["high"] = await grow([row for row in part if row[1][column] >= number], depth - 1)
    return node


def descend(node, sample):
    while "column" in node:
        if sample[node["column"]] < node["number"]:
            yield [names[node["column"]], "<", node["number"]]
            node = node["low"]
        else:
            yield [names[node["column"]], ">=", node["number"]]
            node = node["high"]
    yield node["label"]


def by_hand(sample):
    t, h, light = sample
    if t < 17.5:
        return "airing"
    if light > 40:
        return "people"
    return "empty"


def predict(sample):
    return list(descend(tree, sample))[-1]


def explain(sample):
    return list(descend(tree, sample))[:-1]


def now():
    air = sensor.read()
    return predict([air.temperature_c, air.humidity_percent, light_pin.read_u16() * 100 / 65535])


def card():
    return {
        "data": "the file room.csv, seven days",
        "people": "the people of one room only",
        "limits": "it knows three labels and no others",
        "confusion": confusion,
    }


async def main():
    global confusion
    load()
    tree = await grow(samples, 3)
    last = samples[-1][0]
    other = await grow([row for row in samples if row[0] != last], 3)
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for day, sample, label in samples:
        if day == last:
            confusion[label][labels.index(list(descend(other, sample))[-1])] += 1


asyncio.run(main())
