# style: arrays of floats scaled once, memory kept small
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
