# mistake: try/except stands around the whole loop, so the first silent sensor ends the measuring for good.
# line: 54
# names.fr: try|except|OSError ; boucle|while|dedans|interieur|dehors|autour|indent|s'arrete|s’arrete
# names.en: try|except|OSError ; loop|while|inside|outside|around|indent|stop|ends
import time
from math import sqrt
from machine import I2C, Pin
from bme280 import BME280

sensor = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))


def fresh():
    return {"n": 0, "sum": 0.0, "squares": 0.0, "low": None, "high": None}


def add(state, x):
    state["n"] += 1
    state["sum"] += x
    state["squares"] += x * x
    if state["low"] is None or x < state["low"]:
        state["low"] = x
    if state["high"] is None or x > state["high"]:
        state["high"] = x


def report(state):
    n = state["n"]
    if n == 0:
        return None
    mean = state["sum"] / n
    variance = state["squares"] / n - mean * mean
    if variance < 0:
        variance = 0
    return {"count": n, "mean": mean, "min": state["low"], "max": state["high"], "deviation": sqrt(variance)}


def summarise(name):
    state = fresh()
    with open(name) as file:
        for line in file:
            if line.strip():
                add(state, float(line))
    return report(state)


live = fresh()


def summary():
    return report(live)


try:
    while True:
        add(live, sensor.read().temperature_c)
        time.sleep(1)
except OSError:
    print("The sensor does not answer.")
