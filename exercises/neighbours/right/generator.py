# style: generators, scaled once, deviation as the scale
from math import sqrt

NAMES = ("ripe", "dry", "dark")


def read(name):
    with open(name) as file:
        next(file)
        for line in file:
            light, soil, label = line.rstrip().split(",")
            yield float(light), float(soil), label


def deviation(values):
    mean = sum(values) / len(values)
    return sqrt(sum((value - mean) ** 2 for value in values) / len(values))


table = list(read("samples.csv"))
scales = [deviation([row[column] for row in table]) for column in (0, 1)]


def nearest(sample, rows, k):
    rows = list(rows)
    for _ in range(k):
        best = min(rows, key=lambda row: sum(((row[i] - sample[i]) / scales[i]) ** 2 for i in (0, 1)))
        rows.remove(best)
        yield best[2]


def most(labels):
    labels = list(labels)
    winner = None
    for label in labels:
        if winner is None or labels.count(label) > labels.count(winner):
            winner = label
    return winner


def predict(sample, k):
    return most(nearest(sample, table, k))


def card():
    rows = {name: dict.fromkeys(NAMES, 0) for name in NAMES}
    for index in range(len(table)):
        answer = predict_without(index)
        rows[table[index][2]][answer] += 1
    return {
        "data": "The file samples.csv, forty rows or so.",
        "people": "One gardener and her guests.",
        "limits": "Another garden needs its own file.",
        "confusion": [[rows[said][got] for got in NAMES] for said in NAMES],
    }


def predict_without(index):
    rest = [row for place, row in enumerate(table) if place != index]
    return most(nearest(table[index], rest, 1))
