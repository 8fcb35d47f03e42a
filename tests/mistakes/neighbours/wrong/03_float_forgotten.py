# mistake: The columns stay texts: float() is missing.
# line: 10
# names.fr: float|nombre ; texte|chaîne|str|convert
# names.en: float|number ; text|string|str|convert
samples = []
with open("samples.csv") as f:
    f.readline()
    for row in f:
        light, soil, label = row.strip().split(",")
        samples.append((light, soil, label))


def spread(column):
    values = [s[column] for s in samples]
    return max(values) - min(values)


SPREADS = spread(0), spread(1)


def predict(sample, k):
    def squared(s):
        return sum(((s[i] - sample[i]) / SPREADS[i]) ** 2 for i in range(2))

    nearest = sorted(samples, key=squared)[:k]
    labels = [s[2] for s in nearest]
    winner = labels[0]
    for label in labels:
        if labels.count(label) > labels.count(winner):
            winner = label
    return winner
