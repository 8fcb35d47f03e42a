# mistake: The scale of light is a constant for lux, not taken from the file.
# line: 5
# names.fr: échelle|10000|max|constante|divis|étendue ; fichier|lux|capteur|autre|0 à 1|relevés
# names.en: scale|10000|max|constant|divid|range ; file|lux|sensor|other|0 to 1|samples
MAX_LIGHT = 10000
MAX_MOISTURE = 100

samples = []
with open("samples.csv") as file:
    file.readline()
    for line in file:
        light, moisture, label = line.strip().split(",")
        samples.append((float(light) / MAX_LIGHT, float(moisture) / MAX_MOISTURE, label))


def predict(sample, k):
    x = sample[0] / MAX_LIGHT
    y = sample[1] / MAX_MOISTURE
    nearest = sorted(samples, key=lambda s: (s[0] - x) ** 2 + (s[1] - y) ** 2)[:k]
    labels = [s[2] for s in nearest]
    result = labels[0]
    for label in labels:
        if labels.count(label) > labels.count(result):
            result = label
    return result
