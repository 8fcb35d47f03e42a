# mistake: The list samples is written sampels in one place.
# line: 22
# names.fr: sampels|samples ; nom|orthograph|faute|existe|connaît|défini|lettre
# names.en: sampels|samples ; name|spell|typo|exist|know|defin|letter
samples = []
with open("samples.csv") as file:
    file.readline()
    for line in file:
        light, moisture, label = line.strip().split(",")
        samples.append((float(light), float(moisture), label))

lights = [s[0] for s in samples]
moistures = [s[1] for s in samples]
light_range = max(lights) - min(lights)
moisture_range = max(moistures) - min(moistures)


def predict(sample, k):
    def distance(s):
        return ((s[0] - sample[0]) / light_range) ** 2 + ((s[1] - sample[1]) / moisture_range) ** 2

    nearest = [s[2] for s in sorted(sampels, key=distance)[:k]]
    best = nearest[0]
    for label in nearest:
        if nearest.count(label) > nearest.count(best):
            best = label
    return best
