# style: class with methods, try/finally around the file
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
