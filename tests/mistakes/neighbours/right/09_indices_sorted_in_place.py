# style: list.sort on indices, while loops
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
f = open("samples.csv")
header = f.readline()
line = f.readline()
while line:
    parts = line.strip().split(",")
    samples.append((float(parts[0]), float(parts[1]), parts[2]))
    line = f.readline()
f.close()

lights = [s[0] for s in samples]
soils = [s[1] for s in samples]
light_range = (max(lights) - min(lights)) or 1
soil_range = (max(soils) - min(soils)) or 1


def predict(sample, k=5):
    light, soil = sample
    indices = list(range(len(samples)))
    indices.sort(key=lambda i: ((lights[i] - light) / light_range) ** 2 + ((soils[i] - soil) / soil_range) ** 2)
    counts = {}
    n = 0
    while n < k:
        label = samples[indices[n]][2]
        counts[label] = counts.get(label, 0) + 1
        n += 1
    winner = None
    n = 0
    while n < k:
        label = samples[indices[n]][2]
        if winner is None or counts[label] > counts[winner]:
            winner = label
        n += 1
    return winner
