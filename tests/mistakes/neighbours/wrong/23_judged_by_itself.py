# mistake: In the card each sample is judged by all samples, itself among them: it finds itself again.
# line: 36
# names.fr: côté|lui-même|soi-même|retir|écart|autres
# names.en: aside|itself|others|leave|left out
LABELS = ["ripe", "dry", "dark"]
samples = []
with open("samples.csv") as file:
    file.readline()
    for line in file:
        light, moisture, label = line.strip().split(",")
        samples.append((float(light), float(moisture), label))

lights = [s[0] for s in samples]
moistures = [s[1] for s in samples]
dl = max(lights) - min(lights)
dm = max(moistures) - min(moistures)


def predict(sample, k):
    distances = []
    for light, moisture, label in samples:
        d = ((light - sample[0]) / dl) ** 2 + ((moisture - sample[1]) / dm) ** 2
        distances.append((d, label))
    distances.sort()
    nearest = [label for d, label in distances[:k]]
    winner = nearest[0]
    for label in nearest:
        if nearest.count(label) > nearest.count(winner):
            winner = label
    return winner


def card():
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for light, moisture, label in samples:
        answer = predict([light, moisture], 1)
        confusion[LABELS.index(label)][LABELS.index(answer)] += 1
    return {
        "data": "samples of one tomato plant",
        "people": "somebody who waters every day",
        "limits": "other plants were never seen",
        "confusion": confusion,
    }
