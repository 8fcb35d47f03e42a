# style: the file is read twice: the mean first, then the gaps; live numbers apart
from machine import I2C, Pin
from bme280 import BME280
from math import sqrt
import time


def measures(name):
    with open(name) as file:
        for line in file:
            text = line.strip()
            if text:
                yield float(text)


def summarise(name):
    count = 0
    total = 0
    low, high = float("inf"), float("-inf")
    for x in measures(name):
        count += 1
        total += x
        low, high = min(low, x), max(high, x)
    if not count:
        return None
    mean = total / count
    deviation = sqrt(sum((x - mean) ** 2 for x in measures(name)) / count)
    return {"count": count, "mean": mean, "min": low, "max": high, "deviation": deviation}


count, mean, m2, coldest, warmest = 0, 0.0, 0.0, None, None


def summary():
    if count == 0:
        return None
    return {"count": count, "mean": mean, "min": coldest, "max": warmest, "deviation": sqrt(m2 / count)}


def take(t):
    global count, mean, m2, coldest, warmest
    count += 1
    before = mean
    mean += (t - mean) / count
    m2 += (t - before) * (t - mean)
    if coldest is None or t < coldest:
        coldest = t
    if warmest is None or t > warmest:
        warmest = t


sensor = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))
while True:
    try:
        take(sensor.read().temperature_c)
    except OSError:
        print("no sensor")
    time.sleep(1)
