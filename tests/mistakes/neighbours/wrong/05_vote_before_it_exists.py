# mistake: votes[label] += 1 fails on a label that has no vote yet.
# line: 28
# names.fr: votes|dictionnaire|clé ; existe|encore|absent|zéro|0|get|commenc|vide|première fois|connaît|départ
# names.en: votes|dict|key ; exist|yet|absent|missing|zero|0|get|start|empty|first
rows = []
with open("samples.csv") as source:
    next(source)
    for text in source:
        a, b, label = text.strip().split(",")
        rows.append((float(a), float(b), label))

low = [min(r[i] for r in rows) for i in (0, 1)]
high = [max(r[i] for r in rows) for i in (0, 1)]


def scaled(point):
    return [(point[i] - low[i]) / (high[i] - low[i]) for i in (0, 1)]


model = [(scaled(r), r[2]) for r in rows]


def predict(sample, k):
    x, y = scaled(sample)
    order = sorted(model, key=lambda m: (m[0][0] - x) ** 2 + (m[0][1] - y) ** 2)
    votes = {}
    for _, label in order[:k]:
        votes[label] += 1
    best = order[0][1]
    for _, label in order[:k]:
        if votes[label] > votes[best]:
            best = label
    return best
