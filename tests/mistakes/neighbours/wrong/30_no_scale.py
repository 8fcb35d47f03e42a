# mistake: The distance mixes lux and percent without dividing each gap by the range of its sensor, so one sensor counts for nearly nothing.
# line: 18
# names.fr: distance|ecart|lux|lumiere ; divis|etendue|echelle|max|unite|compar
# names.en: distance|gap|lux|light ; divid|range|scale|max|unit|compar
from math import sqrt

samples = []
with open("samples.csv") as file:
    file.readline()  # the names of the columns
    for line in file:
        light, moisture, label = line.strip().split(",")
        samples.append((float(light), float(moisture), label))

print(len(samples), "samples")


def distance(a, b):
    return sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2)


def nearest_labels(sample, k, known):
    ranked = sorted(known, key=lambda one: distance(one, sample))
    return [one[2] for one in ranked[:k]]


def majority(labels):
    # the labels come nearest first, and only > replaces: a tie goes to the nearest
    best, best_count = None, 0
    for label in labels:
        if labels.count(label) > best_count:
            best, best_count = label, labels.count(label)
    return best


def predict(sample, k):
    return majority(nearest_labels(sample, k, samples))


def card():
    order = {"ripe": 0, "dry": 1, "dark": 2}
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for i, one in enumerate(samples):
        answer = majority(nearest_labels(one, 1, samples[:i] + samples[i + 1:]))
        confusion[order[one[2]]][order[answer]] += 1
    return {
        "data": "light in lux and soil in percent",
        "people": "one person on one balcony",
        "limits": "it knows one single tomato plant",
        "confusion": confusion,
    }
