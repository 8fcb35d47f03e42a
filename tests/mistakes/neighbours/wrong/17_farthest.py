# mistake: The list is sorted from far to near, so that the k farthest samples vote.
# line: 20
# names.fr: proche|loin|éloign|petit|grand ; reverse|tri|sort|ordre|sens|distance
# names.en: near|far|small|larg|big|close ; reverse|sort|order|distance
samples = []
with open("samples.csv") as file:
    file.readline()
    for line in file:
        light, moisture, label = line.strip().split(",")
        samples.append((float(light), float(moisture), label))

light_span = max(s[0] for s in samples) - min(s[0] for s in samples)
soil_span = max(s[1] for s in samples) - min(s[1] for s in samples)


def predict(sample, k):
    def distance(s):
        return abs(complex((s[0] - sample[0]) / light_span, (s[1] - sample[1]) / soil_span))

    ranked = sorted(samples, key=distance, reverse=True)
    labels = [s[2] for s in ranked[:k]]
    best = labels[0]
    for label in labels:
        if labels.count(label) > labels.count(best):
            best = label
    return best
