# style: list.sort on indices, while loops
samples = []
f = open("samples.csv")
header = f.readline()
line = f.readline()
while line:
    parts = line.strip().split(",")
    samples.append((float(parts[0]), float(parts[1]), parts[2]))
    line = f.readline()
f.close()

lights = [s[0] for s in samples]
soils = [s[1] for s in samples]
light_range = (max(lights) - min(lights)) or 1
soil_range = (max(soils) - min(soils)) or 1


def predict(sample, k=5):
    light, soil = sample
    indices = list(range(len(samples)))
    indices.sort(key=lambda i: ((lights[i] - light) / light_range) ** 2 + ((soils[i] - soil) / soil_range) ** 2)
    counts = {}
    n = 0
    while n < k:
        label = samples[indices[n]][2]
        counts[label] = counts.get(label, 0) + 1
        n += 1
    winner = None
    n = 0
    while n < k:
        label = samples[indices[n]][2]
        if winner is None or counts[label] > counts[winner]:
            winner = label
        n += 1
    return winner
