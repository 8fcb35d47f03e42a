# mistake: The squared gaps are divided by n - 1 instead of n: it is not the mean that the statement asks for.
# line: 19
# names.fr: n - 1|n-1|- 1|nombre de mesures|moyenne ; deviation|écart type|divis
# names.en: n - 1|n-1|- 1|number of measures|mean ; deviation|divi
from machine import I2C, Pin
from bme280 import BME280
from math import sqrt
import time


def welford(n, mean, m2, x):
    n += 1
    gap = x - mean
    mean += gap / n
    return n, mean, m2 + gap * (x - mean)


def sample_deviation(n, m2):
    return sqrt(m2 / (n - 1)) if n > 1 else 0


def summarise(name):
    state = 0, 0.0, 0.0
    low, high = None, None
    with open(name) as file:
        for line in file:
            if line.strip():
                x = float(line)
                state = welford(*state, x)
                low = x if low is None or x < low else low
                high = x if high is None or x > high else high
    n, mean, m2 = state
    if n == 0:
        return None
    return {"count": n, "mean": mean, "min": low, "max": high, "deviation": sample_deviation(n, m2)}


live = 0, 0.0, 0.0
coldest, warmest = 200, -200


def summary():
    n, mean, m2 = live
    if n == 0:
        return None
    return {"count": n, "mean": mean, "min": coldest, "max": warmest, "deviation": sample_deviation(n, m2)}


sensor = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))
while True:
    try:
        t = sensor.read().temperature_c
    except OSError:
        time.sleep(1)
        continue
    live = welford(*live, t)
    coldest = min(coldest, t)
    warmest = max(warmest, t)
    time.sleep(1)
