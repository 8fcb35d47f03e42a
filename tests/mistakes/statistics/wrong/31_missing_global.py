# mistake: record changes the variables n, total, squares, low, high without declaring them global, which is an error at the first measure.
# line: 54
# names.fr: global|locale|interieur|dehors ; n|variable|fonction|record|compteur|total
# names.en: global|local|inside|outside ; n|variable|function|record|counter|total
from machine import I2C, Pin
from bme280 import BME280
from math import sqrt
import time

sensor = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))

n = 0
total = 0
squares = 0
low = 10000
high = -10000


def result(n, total, squares, low, high):
    if n == 0:
        return None
    mean = total / n
    return {"count": n, "mean": mean, "min": low, "max": high,
            "deviation": sqrt(max(0, squares / n - mean * mean))}


def summarise(name):
    k = 0
    s = 0
    q = 0
    lo = None
    hi = None
    with open(name) as file:
        for line in file:
            text = line.strip()
            if text == "":
                continue
            x = float(text)
            k = k + 1
            s = s + x
            q = q + x * x
            if lo is None or x < lo:
                lo = x
            if hi is None or x > hi:
                hi = x
    return result(k, s, q, lo, hi)


def summary():
    return result(n, total, squares, low, high)


def record(x):
    n = n + 1
    total = total + x
    squares = squares + x * x
    low = min(low, x)
    high = max(high, x)


while True:
    try:
        t = sensor.read().temperature_c
    except OSError:
        t = None
    if t is not None:
        record(t)
    time.sleep(1)
