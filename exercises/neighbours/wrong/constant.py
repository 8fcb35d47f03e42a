samples = []
with open("samples.csv") as file:
    for line in file.read().split("\n")[1:]:
        if line:
            light, soil, label = line.split(",")
            samples.append((float(light), float(soil), label))


def predict(sample, k):
    return "ripe"
