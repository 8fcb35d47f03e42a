# mistake: float() gets the empty line of a missing measure.
# line: 37
# names.fr: vide|manqu|float
# names.en: empty|missing|float
from machine import I2C, Pin
from bme280 import BME280
from math import sqrt
import time

sensor = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))


def empty():
    return {"n": 0, "sum": 0, "sq": 0, "min": 1e9, "max": -1e9}


def add(d, v):
    d["n"] += 1
    d["sum"] += v
    d["sq"] += v * v
    d["min"] = min(d["min"], v)
    d["max"] = max(d["max"], v)


def close(d):
    if d["n"] == 0:
        return None
    mean = d["sum"] / d["n"]
    return {"count": d["n"], "mean": mean, "min": d["min"], "max": d["max"],
            "deviation": sqrt(max(0, d["sq"] / d["n"] - mean * mean))}


def summarise(name):
    d = empty()
    with open(name) as file:
        for line in file:
            v = float(line)
            if v is not None:
                add(d, v)
    return close(d)


today = empty()


def summary():
    return close(today)


while True:
    try:
        add(today, sensor.read().temperature_c)
    except OSError as e:
        print(e)
    time.sleep(1)
