# mistake: In a tie the label comes from the order of a dictionary, not from the nearest sample.
# line: 20
# names.fr: égalité|ex æquo|ex aequo|autant ; proche|premier|max|dictionnaire|ordre
# names.en: tie|equal|as many|draw ; near|first|max|dict|order|close
samples = []
with open("samples.csv") as file:
    file.readline()
    for line in file:
        light, moisture, label = line.strip().split(",")
        samples.append((float(light), float(moisture), label))

spans = [max(s[i] for s in samples) - min(s[i] for s in samples) for i in (0, 1)]


def predict(sample, k):
    ranked = sorted(samples, key=lambda s: ((s[0] - sample[0]) / spans[0]) ** 2 + ((s[1] - sample[1]) / spans[1]) ** 2)
    votes = {"ripe": 0, "dry": 0, "dark": 0}
    for s in ranked[:k]:
        votes[s[2]] += 1
    return max(votes, key=lambda label: votes[label])
