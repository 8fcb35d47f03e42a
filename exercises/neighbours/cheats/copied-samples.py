# The public file copied into the program: right about that garden only.
samples = [
    (6485, 70.6, "ripe"),
    (8317, 13.0, "dark"),
    (5087, 5.4, "dry"),
    (1430, 46.4, "dark"),
    (8617, 11.0, "dry"),
    (4738, 65.2, "ripe"),
    (6385, 75.6, "ripe"),
    (1351, 18.2, "dark"),
    (1570, 17.6, "dark"),
    (1291, 28.9, "dark"),
    (5422, 15.5, "dry"),
    (7535, 18.8, "dry"),
    (7308, 79.9, "ripe"),
    (1305, 64.8, "dark"),
    (2082, 17.2, "dark"),
    (8404, 79.6, "ripe"),
    (1409, 17.4, "dark"),
    (1315, 45.0, "dark"),
    (8517, 16.0, "dry"),
    (4710, 60.0, "ripe"),
    (5622, 18.5, "ripe"),
    (6380, 85.0, "ripe"),
    (4499, 8.1, "dry"),
    (9409, 66.1, "ripe"),
    (9249, 15.8, "dry"),
    (1903, 19.1, "dark"),
    (5562, 86.2, "ripe"),
    (5322, 20.5, "dry"),
    (7790, 56.7, "ripe"),
    (6685, 73.6, "dry"),
    (6985, 71.6, "ripe"),
    (8017, 15.0, "dry"),
    (5822, 21.5, "dry"),
    (6885, 76.6, "ripe"),
    (8117, 10.0, "dry"),
    (7645, 24.8, "dry"),
    (5922, 16.5, "dry"),
    (9868, 13.1, "dry"),
    (9943, 14.0, "dry"),
    (846, 12.2, "dark"),
    (4990, 79.3, "ripe"),
    (5818, 80.8, "ripe"),
]

lights = [sample[0] for sample in samples]
soils = [sample[1] for sample in samples]
light_range = max(lights) - min(lights)
soil_range = max(soils) - min(soils)


def distance(a, b):
    return ((a[0] - b[0]) / light_range) ** 2 + ((a[1] - b[1]) / soil_range) ** 2


def predict(sample, k):
    nearest = sorted(samples, key=lambda known: distance(sample, known))[:k]
    labels = [known[2] for known in nearest]
    best = labels[0]
    for label in labels:
        if labels.count(label) > labels.count(best):
            best = label
    return best


def card():
    names, counted = ("ripe", "dry", "dark"), [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for sample in samples:
        others = [one for one in samples if one is not sample]
        near = min(others, key=lambda known: distance(sample, known))
        counted[names.index(sample[2])][names.index(near[2])] += 1
    return {
        "data": "samples copied from the file",
        "people": "nobody but the one who copied",
        "limits": "right about that garden only",
        "confusion": counted,
    }
