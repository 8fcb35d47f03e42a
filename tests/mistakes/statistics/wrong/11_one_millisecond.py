# mistake: sleep_ms(1) waits for a millisecond, not for a second: the temperature is taken far too often.
# line: 59
# names.fr: seconde|sleep ; milliseconde|sleep_ms|ms|1000|souvent|vite
# names.en: second|sleep ; millisecond|sleep_ms|ms|1000|often|fast
from machine import I2C, Pin
from bme280 import BME280
from math import sqrt
import time

sensor = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))


def new():
    return {"count": 0, "mean": 0.0, "min": None, "max": None, "gaps": 0.0}


def add(d, x):
    d["count"] += 1
    gap = x - d["mean"]
    d["mean"] += gap / d["count"]
    d["gaps"] += gap * (x - d["mean"])
    if d["min"] is None or d["min"] > x:
        d["min"] = x
    if d["max"] is None or d["max"] < x:
        d["max"] = x


def finish(d):
    if not d["count"]:
        return None
    d = dict(d)
    d["deviation"] = sqrt(d.pop("gaps") / d["count"])
    return d


def summarise(name):
    d = new()
    with open(name) as file:
        line = file.readline()
        while line:
            if line.strip():
                add(d, float(line))
            line = file.readline()
    return finish(d)


live = new()


def summary():
    return finish(live)


while True:
    try:
        add(live, sensor.read().temperature_c)
    except OSError:
        pass
    time.sleep_ms(1)
