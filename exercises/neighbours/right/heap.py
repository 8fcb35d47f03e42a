# style: a heap gives the nearest ones, all numbers between 0 and 1 from the start
import heapq

LABELS = ("ripe", "dry", "dark")
light, soil, names = [], [], []
for line in open("samples.csv").readlines()[1:]:
    a, b, c = line.split(",")
    light.append(float(a))
    soil.append(float(b))
    names.append(c.strip())


class Scale:
    def __init__(self, values):
        self.low = min(values)
        self.width = max(values) - self.low

    def __call__(self, value):
        return (value - self.low) / self.width


of_light, of_soil = Scale(light), Scale(soil)
points = [(of_light(a), of_soil(b)) for a, b in zip(light, soil)]


def neighbours(sample, without=-1):
    x, y = of_light(sample[0]), of_soil(sample[1])
    heap = []
    for place, (a, b) in enumerate(points):
        if place != without:
            heapq.heappush(heap, (max(abs(a - x), abs(b - y)), place))
    while heap:
        yield names[heapq.heappop(heap)[1]]


def predict(sample, k):
    each = neighbours(sample)
    labels = [next(each) for _ in range(k)]
    return sorted(labels, key=lambda label: (-labels.count(label), labels.index(label)))[0]


def card():
    rows = {label: [0, 0, 0] for label in LABELS}
    for place in range(len(points)):
        answer = next(neighbours((light[place], soil[place]), place))
        rows[names[place]][LABELS.index(answer)] += 1
    return {
        "data": "a balcony, %d lines of light and soil" % len(points),
        "people": "somebody who likes tomatoes very much",
        "limits": "not for other plants or other sensors",
        "confusion": list(map(rows.get, LABELS)),
    }
