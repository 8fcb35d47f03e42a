# style: min-max scale, sorted with a key, count
samples = []
with open("samples.csv") as file:
    file.readline()
    for line in file:
        light, moisture, label = line.strip().split(",")
        samples.append((float(light), float(moisture), label))

low = [min(s[i] for s in samples) for i in (0, 1)]
high = [max(s[i] for s in samples) for i in (0, 1)]


def scale(pair):
    return [(pair[i] - low[i]) / (high[i] - low[i]) for i in (0, 1)]


scaled = [(scale(s), s[2]) for s in samples]
print(len(samples), "samples learnt")


def predict(sample, k):
    x, y = scale(sample)
    nearest = sorted(scaled, key=lambda s: (s[0][0] - x) ** 2 + (s[0][1] - y) ** 2)[:k]
    labels = [s[1] for s in nearest]
    best = labels[0]
    for label in labels:
        if labels.count(label) > labels.count(best):
            best = label
    return best
