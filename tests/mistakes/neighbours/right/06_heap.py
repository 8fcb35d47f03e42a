# style: heapq with (distance, number, label)
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


import heapq

mesures = []
with open("samples.csv", "r") as f:
    f.readline()
    for numero, ligne in enumerate(f):
        l, h, nom = ligne.rstrip().split(",")
        mesures.append((float(l), float(h), numero, nom))

l_min = min(mesures)[0]
l_max = max(mesures)[0]
h_min = min(m[1] for m in mesures)
h_max = max(m[1] for m in mesures)


def predict(sample, k):
    tas = []
    for l, h, numero, nom in mesures:
        dl = (l - sample[0]) / (l_max - l_min)
        dh = (h - sample[1]) / (h_max - h_min)
        heapq.heappush(tas, (dl * dl + dh * dh, numero, nom))
    noms = [heapq.heappop(tas)[2] for _ in range(k)]
    elu = noms[0]
    for nom in noms:
        if noms.count(nom) > noms.count(elu):
            elu = nom
    return elu
