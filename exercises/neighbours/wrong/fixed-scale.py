samples = []
with open("samples.csv") as file:
    for line in file.read().split("\n")[1:]:
        if line:
            light, soil, label = line.split(",")
            samples.append((float(light), float(soil), label))


def distance(a, b):
    return ((a[0] - b[0]) / 10000) ** 2 + ((a[1] - b[1]) / 100) ** 2


def predict(sample, k):
    nearest = sorted(samples, key=lambda known: distance(sample, known))[:k]
    labels = [known[2] for known in nearest]
    best = labels[0]
    for label in labels:
        if labels.count(label) > labels.count(best):
            best = label
    return best
