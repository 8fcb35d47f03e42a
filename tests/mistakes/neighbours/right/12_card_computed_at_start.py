samples = []
with open("samples.csv") as file:
    file.readline()
    while True:
        line = file.readline()
        if not line:
            break
        light, soil, label = line.strip().split(",")
        samples.append([float(light), float(soil), label])

low = samples[0][:2]
high = samples[0][:2]
for sample in samples:
    for i in range(2):
        low[i] = min(low[i], sample[i])
        high[i] = max(high[i], sample[i])
weights = [1 / (high[0] - low[0]), 1 / (high[1] - low[1])]


def ranked(sample, skipped=None):
    found = []
    for place, one in enumerate(samples):
        if place != skipped:
            dx = (one[0] - sample[0]) * weights[0]
            dy = (one[1] - sample[1]) * weights[1]
            found.append((dx * dx + dy * dy, place))
    found.sort()
    return [samples[place][2] for _, place in found]


def predict(sample, k):
    labels = ranked(sample)[:k]
    score = {"ripe": 0.0, "dry": 0.0, "dark": 0.0}
    for place, label in enumerate(labels):
        # A hair more for the nearest: it decides ties only.
        score[label] += 1 + (0.01 if labels.index(label) == place else 0) / (place + 1)
    return max(labels, key=lambda label: score[label])


def confusion():
    place_of = {"ripe": 0, "dry": 1, "dark": 2}
    result = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for place, sample in enumerate(samples):
        result[place_of[sample[2]]][place_of[ranked(sample, place)[0]]] += 1
    return result


CARD = {
    "data": "samples written down on a balcony",
    "people": "one person who loves tomatoes",
    "limits": "one plant, one balcony, two sensors",
    "confusion": confusion(),
}


def card():
    return CARD
