# mistake: summarise keeps all the measures of the file in a list (readlines), which does not fit in the memory.
# line: 20
# names.fr: readlines|liste|valeurs|tout le fichier|toutes ; memoire|ligne par ligne|une ligne|une a la fois|4000|60
# names.en: readlines|list|values|whole file|all the ; memory|line by line|one line|at a time|4000|60
from machine import I2C, Pin
from bme280 import BME280
from math import sqrt
import time

sensor = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))
count = 0
mean = 0.0
m2 = 0.0
low = 0.0
high = 0.0


def summarise(name):
    with open(name) as f:
        lines = f.readlines()
    values = [float(line) for line in lines if line.strip() != ""]
    if len(values) == 0:
        return None
    m = sum(values) / len(values)
    gaps = 0
    for v in values:
        gaps += (v - m) ** 2
    return {"count": len(values), "mean": m, "min": min(values), "max": max(values),
            "deviation": sqrt(gaps / len(values))}


def take(x):
    # Welford
    global count, mean, m2, low, high
    count += 1
    if count == 1:
        low = high = x
    low = min(low, x)
    high = max(high, x)
    gap = x - mean
    mean += gap / count
    m2 += gap * (x - mean)


def summary():
    if count == 0:
        return None
    return {"count": count, "mean": mean, "min": low, "max": high, "deviation": sqrt(m2 / count)}


due = time.ticks_ms()
while True:
    try:
        take(sensor.read().temperature_c)
    except OSError:
        pass
    due = time.ticks_add(due, 1000)
    time.sleep_ms(max(0, time.ticks_diff(due, time.ticks_ms())))
