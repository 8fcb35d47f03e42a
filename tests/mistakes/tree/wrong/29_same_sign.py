# mistake: explain says "<" on both sides: where the sample is not below the limit the sign should be ">=".
# line: 39
# names.fr: signe|"<"|>=|explain|explication ; >=|vrai|faux|autre cote|autre branche|droite|inverse|contraire|superieur
# names.en: sign|"<"|>=|explain|explanation ; >=|true|false|other side|other branch|right|opposite|above
from machine import ADC, I2C, Pin
from aht20 import AHT20

NAMES = ("temperature", "humidity", "light")
LABELS = ("empty", "people", "airing")


class Leaf:
    def __init__(self, label):
        self.label = label

    def path(self, sample):
        return []

    def decide(self, sample):
        return self.label


class Question:
    def __init__(self, column, limit, below, above):
        self.column = column
        self.limit = limit
        self.below = below
        self.above = above

    def decide(self, sample):
        if sample[self.column] < self.limit:
            return self.below.decide(sample)
        return self.above.decide(sample)

    def path(self, sample):
        name = NAMES[self.column]
        if sample[self.column] < self.limit:
            return [[name, "<", self.limit]] + self.below.path(sample)
        return [[name, "<", self.limit]] + self.above.path(sample)


def impurity(rows):
    total = len(rows)
    result = total
    for label in LABELS:
        n = 0
        for row in rows:
            if row[2] == label:
                n += 1
        result -= n * n / total
    return result


def usual(rows):
    labels = [row[2] for row in rows]
    return max(LABELS, key=labels.count)


def build(rows, questions=3):
    best = None
    here = impurity(rows)
    if questions > 0 and here > 0:
        for column in range(3):
            numbers = [row[1][column] for row in rows]
            start = min(numbers)
            width = (max(numbers) - start) / 20
            for i in range(1, 20):
                limit = start + i * width
                below = [row for row in rows if row[1][column] < limit]
                above = [row for row in rows if not row[1][column] < limit]
                if below and above:
                    cost = impurity(below) + impurity(above)
                    if best is None or cost < best[0]:
                        best = (cost, column, limit, below, above)
    if best is None:
        return Leaf(usual(rows))
    cost, column, limit, below, above = best
    return Question(column, limit, build(below, questions - 1), build(above, questions - 1))


rows = []
with open("room.csv") as file:
    file.readline()
    for line in file:
        day, temperature, humidity, light, label = line.strip().split(",")
        rows.append((day, [float(temperature), float(humidity), float(light)], label))

root = build(rows)


def mean(column, label):
    chosen = [row[1][column] for row in rows if row[2] == label]
    return sum(chosen) / len(chosen)


cold = (mean(0, "airing") + min(mean(0, "empty"), mean(0, "people"))) / 2
dim = (mean(2, "empty") + mean(2, "people")) / 2


def by_hand(sample):
    if sample[0] < cold:
        return "airing"
    if sample[2] < dim:
        return "empty"
    return "people"


def predict(sample):
    return root.decide(sample)


def explain(sample):
    return root.path(sample)


aht = AHT20(I2C(0, scl=Pin(22), sda=Pin(21)))
ldr = ADC(Pin(34), atten=ADC.ATTN_11DB)


def now():
    air = aht.read()
    return predict([air.temperature_c, air.humidity_percent, 100 * ldr.read_u16() / 65535])


def card():
    last_day = rows[-1][0]
    judge = build([row for row in rows if row[0] != last_day])
    table = [[0, 0, 0] for _ in LABELS]
    for day, sample, label in rows:
        if day == last_day:
            table[LABELS.index(label)][LABELS.index(judge.decide(sample))] += 1
    return {
        "data": "some days of one room, three columns",
        "people": "the people of that room only",
        "limits": "a few wrong labels, one single room",
        "confusion": table,
    }
