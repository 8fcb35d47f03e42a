# style: a generator keeps the numbers and receives the measures
from machine import I2C, Pin
from bme280 import BME280
from math import sqrt
import time


def statistician():
    count, mean, m2 = 0, 0.0, 0.0
    low = high = None
    answer = None
    while True:
        x = yield answer
        if x is None:
            continue
        count += 1
        gap = x - mean
        mean += gap / count
        m2 += gap * (x - mean)
        low = x if low is None else min(low, x)
        high = x if high is None else max(high, x)
        answer = {"count": count, "mean": mean, "min": low, "max": high, "deviation": sqrt(m2 / count)}


def started():
    one = statistician()
    next(one)
    return one


def summarise(name):
    one = started()
    with open(name) as file:
        for line in file:
            line = line.strip()
            one.send(float(line) if line else None)
    return one.send(None)


sensor = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))
live = started()


def summary():
    return live.send(None)


def temperature():
    try:
        return sensor.read().temperature_c
    except OSError:
        return None


while True:
    live.send(temperature())
    time.sleep(1)
