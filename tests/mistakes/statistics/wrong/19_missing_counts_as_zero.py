# mistake: An empty line is taken as a measure of 0 instead of none at all.
# line: 15
# names.fr: vide|manqu ; 0|zéro|compt
# names.en: empty|miss ; 0|zero|count
from machine import I2C, Pin
from bme280 import BME280
from math import sqrt
import time

sensor = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))


def to_number(line):
    line = line.strip()
    return float(line) if line else 0.0


def summarise(name):
    first = True
    n = mean = m2 = low = high = 0
    with open(name) as file:
        for line in file:
            x = to_number(line)
            if first:
                low = high = x
                first = False
            n += 1
            gap = x - mean
            mean += gap / n
            m2 += gap * (x - mean)
            low = min(low, x)
            high = max(high, x)
    if n == 0:
        return None
    return {"count": n, "mean": mean, "min": low, "max": high, "deviation": sqrt(m2 / n)}


N = MEAN = M2 = 0
LOW = 1e6
HIGH = -1e6


def summary():
    if N == 0:
        return None
    return {"count": N, "mean": MEAN, "min": LOW, "max": HIGH, "deviation": sqrt(M2 / N)}


def measure():
    global N, MEAN, M2, LOW, HIGH
    x = sensor.read().temperature_c
    N += 1
    gap = x - MEAN
    MEAN += gap / N
    M2 += gap * (x - MEAN)
    LOW = min(LOW, x)
    HIGH = max(HIGH, x)


while True:
    try:
        measure()
    except OSError:
        pass
    time.sleep(1)
