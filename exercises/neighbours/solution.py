LABELS = ("ripe", "dry", "dark")

samples = []
with open("samples.csv") as file:
    for line in file.read().split("\n")[1:]:
        if line:
            light, soil, label = line.split(",")
            samples.append((float(light), float(soil), label))

lights = [sample[0] for sample in samples]
soils = [sample[1] for sample in samples]
light_range = max(lights) - min(lights)
soil_range = max(soils) - min(soils)


def distance(a, b):
    return ((a[0] - b[0]) / light_range) ** 2 + ((a[1] - b[1]) / soil_range) ** 2


def vote(sample, k, known):
    nearest = sorted(known, key=lambda one: distance(sample, one))[:k]
    labels = [one[2] for one in nearest]
    best = labels[0]
    for label in labels:
        if labels.count(label) > labels.count(best):
            best = label
    return best


def predict(sample, k):
    return vote(sample, k, samples)


def card():
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for place, sample in enumerate(samples):
        others = samples[:place] + samples[place + 1 :]
        answer = vote(sample, 1, others)
        confusion[LABELS.index(sample[2])][LABELS.index(answer)] += 1
    return {
        "data": "%d samples of one plant, noted by hand" % len(samples),
        "people": "the person who waters this balcony",
        "limits": "tomatoes only, these two sensors, from spring to autumn",
        "confusion": confusion,
    }
