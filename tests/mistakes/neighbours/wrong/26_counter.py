# mistake: MicroPython's collections has no Counter (it belongs to Python on a PC), so the import fails.
# line: 5
# names.fr: Counter|collections|ligne 5 ; MicroPython|n'existe|n’existe|count|carte|ordinateur|import|absent
# names.en: Counter|collections|line 5 ; MicroPython|not exist|no such|count(|board|PC|computer|import|does not have
from collections import Counter

samples = []
with open("samples.csv") as file:
    file.readline()
    for line in file:
        light, moisture, label = line.strip().split(",")
        samples.append((float(light), float(moisture), label))

light_range = max(s[0] for s in samples) - min(s[0] for s in samples)
soil_range = max(s[1] for s in samples) - min(s[1] for s in samples)


def distance(a, b):
    return ((a[0] - b[0]) / light_range) ** 2 + ((a[1] - b[1]) / soil_range) ** 2


def vote(candidates, sample, k):
    nearest = sorted(candidates, key=lambda s: distance(s, sample))[:k]
    labels = [s[2] for s in nearest]
    counts = Counter(labels)
    best = max(counts.values())
    for label in labels:
        if counts[label] == best:
            return label


def predict(sample, k):
    return vote(samples, sample, k)


def card():
    names = ["ripe", "dry", "dark"]
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for i in range(len(samples)):
        others = samples[:i] + samples[i + 1:]
        answer = vote(others, samples[i], 1)
        confusion[names.index(samples[i][2])][names.index(answer)] += 1
    return {
        "data": "light and soil moisture of one tomato plant",
        "people": "one person on a balcony wrote the labels",
        "limits": "only this plant and these two sensors",
        "confusion": confusion,
    }
