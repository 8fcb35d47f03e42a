# mistake: The label keeps its end of line: strip() is missing.
# line: 9
# names.fr: strip|fin de ligne|retour à la ligne|saut de ligne|\n ; étiquette|label|ligne|texte|caractère
# names.en: strip|end of line|newline|line break|\n ; label|line|text|character
samples = []
with open("samples.csv") as file:
    file.readline()
    for line in file:
        light, moisture, label = line.split(",")
        samples.append((float(light), float(moisture), label))

lights = [s[0] for s in samples]
soils = [s[1] for s in samples]
widths = (max(lights) - min(lights), max(soils) - min(soils))


def predict(sample, k):
    ranked = sorted(samples, key=lambda s: ((s[0] - sample[0]) / widths[0]) ** 2 + ((s[1] - sample[1]) / widths[1]) ** 2)
    labels = [s[2] for s in ranked[:k]]
    winner = labels[0]
    for label in labels:
        if labels.count(label) > labels.count(winner):
            winner = label
    return winner
