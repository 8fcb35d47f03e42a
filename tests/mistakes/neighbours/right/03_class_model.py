# style: class with methods, try/finally around the file
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


class NearestNeighbours:
    """Judge a sample by those that look most like it."""

    def __init__(self, path):
        self.points = []
        file = open(path)
        try:
            file.readline()
            for line in file:
                light, soil, label = line.strip().split(",")
                self.points.append((float(light), float(soil), label))
        finally:
            file.close()
        self._low = (min(p[0] for p in self.points), min(p[1] for p in self.points))
        self._span = (
            max(p[0] for p in self.points) - self._low[0],
            max(p[1] for p in self.points) - self._low[1],
        )

    def _distance(self, point, sample):
        a = (point[0] - sample[0]) / self._span[0]
        b = (point[1] - sample[1]) / self._span[1]
        return a * a + b * b

    def judge(self, sample, k):
        ranked = sorted(self.points, key=lambda point: self._distance(point, sample))[:k]
        return self._majority([point[2] for point in ranked])

    @staticmethod
    def _majority(labels):
        best, votes = None, 0
        for label in labels:
            if labels.count(label) > votes:
                best, votes = label, labels.count(label)
        return best


model = NearestNeighbours("samples.csv")


def predict(sample, k):
    return model.judge(sample, k)
