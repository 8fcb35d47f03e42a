# style: arrays of floats scaled once, memory kept small
def card():
    """Each sample of the file is set aside in its turn, and judged by its nearest neighbour."""
    with open("samples.csv") as file:
        rows = [line.strip().split(",") for line in file if line.strip()][1:]
    points = [(float(row[0]), float(row[1])) for row in rows]
    widths = [max(point[i] for point in points) - min(point[i] for point in points) for i in (0, 1)]
    names = ["ripe", "dry", "dark"]
    counted = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for place, (x, y) in enumerate(points):
        gaps = [(abs(u - x) / widths[0] + abs(v - y) / widths[1], other) for other, (u, v) in enumerate(points)]
        nearest = min(gap for gap in gaps if gap[1] != place)[1]
        counted[names.index(rows[place][2])][names.index(rows[nearest][2])] += 1
    return {
        "data": "the samples of one garden, by hand",
        "people": "whoever waters it in summer",
        "limits": "no other garden, no other sensor",
        "confusion": counted,
    }


from array import array
import gc

LABELS = ("ripe", "dry", "dark")
light = array("f")
soil = array("f")
kind = bytearray()

with open("samples.csv") as file:
    file.readline()
    for line in file:
        a, b, label = line.strip().split(",")
        light.append(float(a))
        soil.append(float(b))
        kind.append(LABELS.index(label))
gc.collect()


def bounds(values):
    low = high = values[0]
    for value in values:
        if value < low:
            low = value
        if value > high:
            high = value
    return low, high - low


light_low, light_span = bounds(light)
soil_low, soil_span = bounds(soil)
for i in range(len(kind)):
    light[i] = (light[i] - light_low) / light_span
    soil[i] = (soil[i] - soil_low) / soil_span


def predict(sample, k):
    x = (sample[0] - light_low) / light_span
    y = (sample[1] - soil_low) / soil_span
    nearest = []  # (distance, index), the nearest first, at most k
    for i in range(len(kind)):
        distance = (light[i] - x) * (light[i] - x) + (soil[i] - y) * (soil[i] - y)
        if len(nearest) < k or distance < nearest[-1][0]:
            place = len(nearest)
            while place and distance < nearest[place - 1][0]:
                place -= 1
            nearest.insert(place, (distance, i))
            if len(nearest) > k:
                nearest.pop()
    votes = [0, 0, 0]
    for _, i in nearest:
        votes[kind[i]] += 1
    most = max(votes)
    for _, i in nearest:
        if votes[kind[i]] == most:
            return LABELS[kind[i]]
