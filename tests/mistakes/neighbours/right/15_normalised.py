# Everything is brought to 0..1 once, at the start.
with open("samples.csv") as f:
    f.readline()
    table = [line.strip().split(",") for line in f]

light = [float(row[0]) for row in table]
soil = [float(row[1]) for row in table]
label = [row[2] for row in table]
l0, l1 = min(light), max(light)
s0, s1 = min(soil), max(soil)
light = [(v - l0) / (l1 - l0) for v in light]
soil = [(v - s0) / (s1 - s0) for v in soil]


def decide(x, y, k, aside=-1):
    order = [((x - light[i]) ** 2 + (y - soil[i]) ** 2, i) for i in range(len(label)) if i != aside]
    order.sort()
    votes = {}
    for d, i in order[:k]:
        votes[label[i]] = votes.get(label[i], 0) + 1
    best = max(votes.values())
    for d, i in order[:k]:
        if votes[label[i]] == best:
            return label[i]


def predict(sample, k):
    return decide((sample[0] - l0) / (l1 - l0), (sample[1] - s0) / (s1 - s0), k)


def card():
    names = ["ripe", "dry", "dark"]
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for i in range(len(label)):
        said = decide(light[i], soil[i], 1, i)
        confusion[names.index(label[i])][names.index(said)] += 1
    return {"data": "the file samples.csv: light, soil, label", "people": "labels written by one single person",
            "limits": "nothing is known about other plants", "confusion": confusion}
