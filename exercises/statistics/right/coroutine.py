# style: asyncio
import asyncio
from machine import I2C, Pin
from bme280 import BME280
from math import sqrt

sensor = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))
kept = {"count": 0, "mean": 0, "m2": 0, "min": None, "max": None}


def add(to, value):
    to["count"] += 1
    gap = value - to["mean"]
    to["mean"] += gap / to["count"]
    to["m2"] += gap * (value - to["mean"])
    if to["min"] is None:
        to["min"] = to["max"] = value
    to["min"] = min(to["min"], value)
    to["max"] = max(to["max"], value)


def told(kept):
    if kept["count"] == 0:
        return None
    answer = dict(kept)
    answer["deviation"] = sqrt(answer.pop("m2") / answer["count"])
    return answer


def summarise(name):
    fresh = {"count": 0, "mean": 0, "m2": 0, "min": None, "max": None}
    with open(name) as file:
        for line in file:
            if line.strip():
                add(fresh, float(line))
    return told(fresh)


def summary():
    return told(kept)


async def measure():
    while True:
        try:
            add(kept, sensor.read().temperature_c)
        except OSError:
            pass
        await asyncio.sleep(1)


asyncio.run(measure())
