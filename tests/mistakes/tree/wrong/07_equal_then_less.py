# mistake: "Smaller or equal" is written <=, not =<.
# line: 84
# names.fr: =< ; <=|inférieur|ordre|signe|comparaison|opérateur
# names.en: =< ; <=|less|order|sign|comparison|operator
from math import log
from machine import ADC, I2C, Pin
from aht20 import AHT20


class Tree:
    COLUMNS = "temperature", "humidity", "light"
    LABELS = "empty", "people", "airing"

    def __init__(self, samples, depth=3):
        self.root = self._learn(samples, depth)

    @classmethod
    def entropy(cls, samples):
        total = len(samples)
        result = 0
        for label in cls.LABELS:
            n = sum(1 for s in samples if s[1] == label)
            if n:
                result -= n * log(n / total)
        return result

    @staticmethod
    def partitions(samples):
        """Every cut worth a try: column, number, the two partitions."""
        for column in range(3):
            values = sorted({s[0][column] for s in samples})
            for number in values[1:]:
                low, high = [], []
                for s in samples:
                    (low if s[0][column] < number else high).append(s)
                if len(low) >= 3 and len(high) >= 3:
                    yield column, number, low, high

    def _learn(self, samples, depth):
        kept, least = None, self.entropy(samples) - 1e-3
        if depth:
            for column, number, low, high in self.partitions(samples):
                now = self.entropy(low) + self.entropy(high)
                if now < least:
                    kept, least = (column, number, low, high), now
        if kept is None:
            votes = {}
            for _, label in samples:
                votes[label] = votes.get(label, 0) + 1
            return sorted((-n, label) for label, n in votes.items())[0][1]
        column, number, low, high = kept
        return column, number, self._learn(low, depth - 1), self._learn(high, depth - 1)

    def ask(self, sample):
        node, questions = self.root, []
        while not isinstance(node, str):
            column, number, low, high = node
            is_low = sample[column] < number
            questions.append([self.COLUMNS[column], "<" if is_low else ">=", number])
            node = low if is_low else high
        return node, questions


def read(name):
    with open(name) as file:
        next(file)
        for line in file:
            if line.strip():
                day, t, h, l, label = line.strip().split(",")
                yield day, ([float(t), float(h), float(l)], label)


table_of_days = list(read("room.csv"))
tree = Tree([sample for _, sample in table_of_days])

i2c = I2C(0, scl=Pin(22), sda=Pin(21))
air_sensor = AHT20(i2c)
light_sensor = ADC(Pin(34), atten=ADC.ATTN_11DB)


def by_hand(sample):
    if sample[2] < 40:
        return "empty"
    if sample[0] =< 18:
        return "airing"
    return "people"


def predict(sample):
    label, _ = tree.ask(sample)
    return label


def explain(sample):
    _, questions = tree.ask(sample)
    return questions


def now():
    air = air_sensor.read()
    percent = light_sensor.read_u16() * 100 / 65535
    return predict([air.temperature_c, air.humidity_percent, percent])


def card():
    last = table_of_days[-1][0]
    honest = Tree([sample for day, sample in table_of_days if day != last])
    table = [[0, 0, 0] for _ in Tree.LABELS]
    for day, (values, label) in table_of_days:
        if day == last:
            table[Tree.LABELS.index(label)][Tree.LABELS.index(honest.ask(values)[0])] += 1
    return {
        "data": "one week of one room, every hour or so",
        "people": "whoever was in the room, unknown",
        "limits": "working in the dark looks like an empty room",
        "confusion": table,
    }


if __name__ == "__main__":
    print("now:", now())
