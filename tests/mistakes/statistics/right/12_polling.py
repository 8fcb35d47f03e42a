from machine import I2C, Pin
from bme280 import BME280
from math import sqrt
from time import ticks_add, ticks_diff, ticks_ms, sleep_ms

bme = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))


def new():
    return {"count": 0, "mean": 0, "min": None, "max": None, "deviation": 0}


def merged(old, x):
    # The same five numbers, with one more measure.
    n = old["count"] + 1
    mean = old["mean"] + (x - old["mean"]) / n
    variance = (old["deviation"] ** 2 * old["count"] + (x - old["mean"]) * (x - mean)) / n
    return {
        "count": n,
        "mean": mean,
        "min": x if n == 1 else min(x, old["min"]),
        "max": x if n == 1 else max(x, old["max"]),
        "deviation": sqrt(max(0, variance)),
    }


def summarise(name):
    five = new()
    with open(name) as lines:
        for line in lines:
            text = line.strip()
            five = merged(five, float(text)) if len(text) > 0 else five
    return five if five["count"] else None


today = new()


def summary():
    return dict(today) if today["count"] else None


next_at = ticks_ms()
while True:
    if ticks_diff(ticks_ms(), next_at) >= 0:
        next_at = ticks_add(next_at, 1000)
        try:
            today = merged(today, bme.read().temperature_c)
        except OSError:
            pass
    sleep_ms(5)
