# style: min-max scale, sorted with a key, count
def card():
    """Each sample of the file is set aside in its turn, and judged by its nearest neighbour."""
    with open("samples.csv") as file:
        rows = [line.strip().split(",") for line in file if line.strip()][1:]
    points = [(float(row[0]), float(row[1])) for row in rows]
    widths = [max(point[i] for point in points) - min(point[i] for point in points) for i in (0, 1)]
    names = ["ripe", "dry", "dark"]
    counted = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for place, (x, y) in enumerate(points):
        gaps = [(abs(u - x) / widths[0] + abs(v - y) / widths[1], other) for other, (u, v) in enumerate(points)]
        nearest = min(gap for gap in gaps if gap[1] != place)[1]
        counted[names.index(rows[place][2])][names.index(rows[nearest][2])] += 1
    return {
        "data": "the samples of one garden, by hand",
        "people": "whoever waters it in summer",
        "limits": "no other garden, no other sensor",
        "confusion": counted,
    }


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
