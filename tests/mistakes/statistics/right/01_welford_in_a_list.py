# style: Welford's method in plain functions and a list
from machine import I2C, Pin
from bme280 import BME280
from math import sqrt
import time

sensor = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))
live = []


def add(stats, x):
    if not stats:
        stats.extend([0, 0.0, 0.0, x, x])
    stats[0] += 1
    gap = x - stats[1]
    stats[1] += gap / stats[0]
    stats[2] += gap * (x - stats[1])
    stats[3] = min(stats[3], x)
    stats[4] = max(stats[4], x)


def as_dict(stats):
    if not stats:
        return None
    count, mean, squares, low, high = stats
    return {"count": count, "mean": mean, "min": low, "max": high, "deviation": sqrt(squares / count)}


def summarise(name):
    stats = []
    with open(name) as file:
        for line in file:
            line = line.strip()
            if line:
                add(stats, float(line))
    return as_dict(stats)


def summary():
    return as_dict(live)


while True:
    try:
        add(live, sensor.read().temperature_c)
    except OSError as error:
        print("missing:", error)
    time.sleep(1)
