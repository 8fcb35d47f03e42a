# style: generator that reads the file, predict made by an outer function
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


def read(path):
    with open(path) as lines:
        next(lines)
        for line in lines:
            fields = line.strip().split(",")
            if len(fields) == 3:
                yield float(fields[0]), float(fields[1]), fields[2]


def learn(path):
    samples = list(read(path))
    scales = []
    for column in range(2):
        values = sorted(sample[column] for sample in samples)
        scales.append(1 / (values[-1] - values[0]))

    def nearest_first(sample):
        def distance(other):
            return sum(((other[i] - sample[i]) * scales[i]) ** 2 for i in range(2))

        return sorted(samples, key=distance)

    def judge(sample, k):
        labels = [label for _, _, label in nearest_first(sample)[:k]]
        return max(labels, key=lambda label: (labels.count(label), -labels.index(label)))

    return judge


predict = learn("samples.csv")
