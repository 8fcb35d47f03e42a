LABELS = ("ripe", "dry", "dark")


class Neighbours:
    def __init__(self, rows):
        self.points = [row[:2] for row in rows]
        self.labels = [row[2] for row in rows]
        self.ranges = []
        for column in range(2):
            values = [point[column] for point in self.points]
            self.ranges.append((max(values) - min(values)) or 1)

    def nearest(self, sample, k, skip=None):
        """The numbers of the k nearest samples, nearest first."""
        found = []
        for number, point in enumerate(self.points):
            if number == skip:
                continue
            d = 0
            for column in range(2):
                d += ((point[column] - sample[column]) / self.ranges[column]) ** 2
            place = 0
            while place < len(found) and found[place][0] <= d:
                place += 1
            if place < k:
                found.insert(place, (d, number))
                if len(found) > k:
                    found.pop()
        return [number for d, number in found]

    def answer(self, sample, k, skip=None):
        labels = [self.labels[number] for number in self.nearest(sample, k, skip)]
        most = max([labels.count(label) for label in labels])
        for label in labels:
            if labels.count(label) == most:
                return label


def load(path):
    rows = []
    with open(path) as file:
        file.readline()
        for line in file:
            line = line.strip()
            if line:
                light, soil, label = line.split(",")
                rows.append((float(light), float(soil), label))
    return rows


model = Neighbours(load("samples.csv"))


def predict(sample, k):
    return model.answer(sample, k)


def card():
    confusion = [[0] * 3 for _ in LABELS]
    for number in range(len(model.points)):
        answer = model.answer(model.points[number], 1, skip=number)
        confusion[LABELS.index(model.labels[number])][LABELS.index(answer)] += 1
    return {
        "data": "light and soil moisture of a tomato plant",
        "people": "one person labelled everything by hand",
        "limits": "one balcony, one plant, some wrong labels",
        "confusion": confusion,
    }
