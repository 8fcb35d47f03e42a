# mistake: When labels are tied the first of the alphabet wins, not that of the nearest sample.
# line: 23
# names.fr: égalité|ex æquo|ex aequo|proche
# names.en: tie|tied|nearest
rows = []
for number, line in enumerate(open("samples.csv")):
    if number and line.strip():
        light, soil, label = line.strip().split(",")
        rows.append((float(light), float(soil), label))

light_span = max(r[0] for r in rows) - min(r[0] for r in rows)
soil_span = max(r[1] for r in rows) - min(r[1] for r in rows)
ORDER = ("ripe", "dry", "dark")


def far(a, b):
    return abs(a[0] - b[0]) / light_span + abs(a[1] - b[1]) / soil_span


def choose(sample, k, known):
    near = sorted(known, key=lambda r: far(r, sample))[:k]
    labels = [r[2] for r in near]
    return max(sorted(set(labels)), key=labels.count)


def predict(sample, k):
    return choose(sample, k, rows)


def card():
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for i in range(len(rows)):
        guess = choose(rows[i], 1, rows[:i] + rows[i + 1:])
        confusion[ORDER.index(rows[i][2])][ORDER.index(guess)] += 1
    return dict(data="light and soil of a tomato", people="the owner of the balcony",
                limits="works for this plant only", confusion=confusion)
