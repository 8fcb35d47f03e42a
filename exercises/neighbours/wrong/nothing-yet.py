samples = []
with open("samples.csv") as file:
    for line in file.read().split("\n")[1:]:
        if line:
            light, soil, label = line.split(",")
            samples.append((float(light), float(soil), label))

lights = [sample[0] for sample in samples]
soils = [sample[1] for sample in samples]
light_range = max(lights) - min(lights)
soil_range = max(soils) - min(soils)


def distance(a, b):
    return ((a[0] - b[0]) / light_range) ** 2 + ((a[1] - b[1]) / soil_range) ** 2

for sample in samples:
    print(sample)
