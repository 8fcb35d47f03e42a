# mistake: The comparison keeps the question with the most mixed halves (largest impurity) instead of the least mixed ones.
# line: 69
# names.fr: >|<|compar|meilleur|pire|best|cost|score ; petit|plus bas|minim|melang|impur|moindre|inverse|grand
# names.en: >|<|compar|best|worst|cost|score ; small|low|minim|mixed|impur|least|wrong way|large
from aht20 import AHT20
from machine import ADC, I2C, Pin

ROOM = "room.csv"
STATES = ["empty", "people", "airing"]
KEYS = ["temperature", "humidity", "light"]


def read_rows():
    with open(ROOM) as file:
        file.readline()
        for line in file:
            day, t, h, l, state = line.strip().split(",")
            yield day, (float(t), float(h), float(l)), state


ROWS = list(read_rows())


def centre(state, column):
    numbers = [values[column] for day, values, s in ROWS if s == state]
    return sum(numbers) / len(numbers)


LIT = (centre("empty", 2) + centre("people", 2)) / 2
CHILLY = (centre("airing", 0) + min(centre("empty", 0), centre("people", 0))) / 2


def by_hand(sample):
    t, h, l = sample
    if t < CHILLY:
        return "airing"
    return "people" if l >= LIT else "empty"


def tally(rows):
    return [sum(1 for row in rows if row[2] == state) for state in STATES]


def impurity(rows):
    n = len(rows)
    return n - sum(c * c for c in tally(rows)) / n


def cuts(rows, column):
    values = sorted(row[1][column] for row in rows)
    for q in range(1, 20):
        yield values[len(values) * q // 20]


def train(rows, level=0):
    counts = tally(rows)
    answer = STATES[counts.index(max(counts))]
    if level == 3 or max(counts) == len(rows):
        return answer
    best = None
    best_cost = None
    for column in range(3):
        for cut in cuts(rows, column):
            under = [row for row in rows if row[1][column] < cut]
            over = [row for row in rows if row[1][column] >= cut]
            if not under or not over:
                continue
            cost = impurity(under) + impurity(over)
            if best is None or cost > best_cost:
                best = (column, cut, under, over)
                best_cost = cost
    if best is None:
        return answer
    column, cut, under, over = best
    return (column, cut, train(under, level + 1), train(over, level + 1))


def ask(tree, sample, log):
    if type(tree) is str:
        return tree
    column, cut, under, over = tree
    if sample[column] < cut:
        log.append([KEYS[column], "<", cut])
        return ask(under, sample, log)
    log.append([KEYS[column], ">=", cut])
    return ask(over, sample, log)


TREE = train(ROWS)


def predict(sample):
    return ask(TREE, sample, [])


def explain(sample):
    log = []
    ask(TREE, sample, log)
    return log


aht20 = AHT20(I2C(0, scl=Pin(22), sda=Pin(21)))
cell = ADC(Pin(34), atten=ADC.ATTN_11DB)


def now():
    air = aht20.read()
    return predict([air.temperature_c, air.humidity_percent, cell.read_u16() / 655.35])


def card():
    last = ROWS[-1][0]
    fair = train([row for row in ROWS if row[0] != last])
    confusion = [[0] * 3 for _ in STATES]
    for day, values, state in ROWS:
        if day == last:
            confusion[STATES.index(state)][STATES.index(ask(fair, values, []))] += 1
    return {"data": "days of one room, with three sensors", "people": "nobody is named in the file",
            "limits": "it has seen one room only", "confusion": confusion}
