from math import sqrt

LABELS = ("ripe", "dry", "dark")
table = [line.split(",") for line in open("samples.csv").read().strip().split("\n")[1:]]
samples = [(float(a), float(b), c.strip()) for a, b, c in table]


def extent(column):
    values = sorted(sample[column] for sample in samples)
    return values[-1] - values[0]


EXTENT = (extent(0), extent(1))


def distance(a, b):
    return sqrt(sum(((x - y) / e) ** 2 for x, y, e in zip(a[:2], b[:2], EXTENT)))


def predict(sample, k, known=None):
    left = list(known or samples)
    labels = []
    while len(labels) < k:
        nearest = left[0]
        for one in left:
            if distance(one, sample) < distance(nearest, sample):
                nearest = one
        left.remove(nearest)
        labels.append(nearest[2])
    best = None
    for label in labels:
        if best is None or labels.count(label) > labels.count(best):
            best = label
    return best


def card():
    confusion = [[0 for _ in LABELS] for _ in LABELS]
    for place in range(len(samples)):
        others = samples[:place] + samples[place + 1 :]
        said = predict(samples[place], 1, others)
        confusion[LABELS.index(samples[place][2])][LABELS.index(said)] += 1
    return {
        "data": "several weeks of one tomato plant",
        "people": "one person, whose eye may be wrong",
        "limits": "no other plant, no other season, no other place",
        "confusion": confusion,
    }
