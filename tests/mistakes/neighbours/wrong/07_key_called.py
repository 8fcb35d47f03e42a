# mistake: The key function is called instead of being given to sorted.
# line: 24
# names.fr: distance|key ; parenthèse|()|appel|argument
# names.en: distance|key ; parenthes|bracket|()|call|argument
samples = []
with open("samples.csv") as file:
    file.readline()
    for line in file:
        light, moisture, label = line.strip().split(",")
        samples.append((float(light), float(moisture), label))

max_light = max(s[0] for s in samples)
min_light = min(s[0] for s in samples)
max_moisture = max(s[1] for s in samples)
min_moisture = min(s[1] for s in samples)


def predict(sample, k):
    def distance(s):
        d1 = (s[0] - sample[0]) / (max_light - min_light)
        d2 = (s[1] - sample[1]) / (max_moisture - min_moisture)
        return (d1 * d1 + d2 * d2) ** 0.5

    neighbours = sorted(samples, key=distance())[:k]
    labels = [n[2] for n in neighbours]
    answer = labels[0]
    for label in labels:
        if labels.count(label) > labels.count(answer):
            answer = label
    return answer
