# mistake: predict prints its answer and returns nothing.
# line: 25
# names.fr: return|rend|renvoi|retourn ; print|affich|none|rien|predict
# names.en: return ; print|none|nothing|predict
samples = []
with open("samples.csv") as file:
    file.readline()
    for line in file:
        light, moisture, label = line.strip().split(",")
        samples.append((float(light), float(moisture), label))

light_span = max(s[0] for s in samples) - min(s[0] for s in samples)
soil_span = max(s[1] for s in samples) - min(s[1] for s in samples)


def predict(sample, k):
    def how_far(s):
        return ((s[0] - sample[0]) / light_span) ** 2 + ((s[1] - sample[1]) / soil_span) ** 2

    labels = [s[2] for s in sorted(samples, key=how_far)[:k]]
    best = labels[0]
    for label in labels:
        if labels.count(label) > labels.count(best):
            best = label
    print(best)
