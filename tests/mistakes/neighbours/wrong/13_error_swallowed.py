# mistake: A bare except hides that sample has no attribute light, and always answers ripe.
# line: 18
# names.fr: except|erreur ; light|attribut|sample|cache|avale|ignor|masqu
# names.en: except|error ; light|attribut|sample|hid|swallow|ignor
samples = []
with open("samples.csv") as file:
    file.readline()
    for line in file:
        a, b, label = line.strip().split(",")
        samples.append((float(a), float(b), label))

span_a = max(s[0] for s in samples) - min(s[0] for s in samples)
span_b = max(s[1] for s in samples) - min(s[1] for s in samples)


def predict(sample, k):
    try:
        ranked = sorted(samples, key=lambda s: ((s[0] - sample.light) / span_a) ** 2 + ((s[1] - sample[1]) / span_b) ** 2)
        labels = [s[2] for s in ranked[:k]]
        best = labels[0]
        for label in labels:
            if labels.count(label) > labels.count(best):
                best = label
        return best
    except:
        return "ripe"
