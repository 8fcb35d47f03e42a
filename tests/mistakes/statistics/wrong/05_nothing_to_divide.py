# mistake: A file without any measure is not looked for: the sum is divided by a count of zero.
# line: 26
# names.fr: zéro|0|aucune|vide ; divis|None|count|mesure
# names.en: zero|0|no measure|empty|none ; divi|None|count|measure
from machine import I2C, Pin
from bme280 import BME280
from math import sqrt
from time import sleep

INFINITY = float("inf")


def summarise(name):
    count = 0
    total = 0
    low, high = INFINITY, -INFINITY
    with open(name) as file:
        for line in file:
            text = line.strip()
            if text:
                x = float(text)
                count += 1
                total += x
                low = min(low, x)
                high = max(high, x)
    mean = total / count
    gaps = 0
    with open(name) as file:
        for line in file:
            if line.strip():
                gaps += (float(line) - mean) ** 2
    return {"count": count, "mean": mean, "min": low, "max": high, "deviation": sqrt(gaps / count)}


n, mean, m2, t_min, t_max = 0, 0, 0, INFINITY, -INFINITY


def summary():
    if n == 0:
        return None
    return {"count": n, "mean": mean, "min": t_min, "max": t_max, "deviation": sqrt(m2 / n)}


sensor = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))
while True:
    try:
        t = sensor.read().temperature_c
        n += 1
        gap = t - mean
        mean += gap / n
        m2 += gap * (t - mean)
        t_min = min(t_min, t)
        t_max = max(t_max, t)
    except OSError:
        print("missing")
    sleep(1)
