# style: a timer raises a flag, closures
import time
from machine import I2C, Pin, Timer
from bme280 import BME280
from math import sqrt


def statistics():
    sums = [0, 0.0, 0.0]
    ends = []

    def add(value):
        if value is None:
            return
        for power in range(3):
            sums[power] += value ** power
        if not ends:
            ends.extend([value, value])
        ends[0], ends[1] = min(ends[0], value), max(ends[1], value)

    def told():
        if not ends:
            return None
        mean = sums[1] / sums[0]
        spread = sqrt(max(0.0, sums[2] / sums[0] - mean * mean))
        return {"count": int(sums[0]), "mean": mean, "min": ends[0], "max": ends[1], "deviation": spread}

    return add, told


def summarise(name):
    add, told = statistics()
    with open(name) as file:
        for line in file:
            line = line.rstrip()
            if line:
                add(float(line))
    return told()


keep, summary = statistics()
sensor = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))


is_due = [True]


def tick(timer):
    is_due[0] = True


Timer(1).init(period=1000, callback=tick)
while True:
    if is_due[0]:
        is_due[0] = False
        try:
            keep(sensor.read().temperature_c)
        except OSError:
            keep(None)
    time.sleep_ms(5)
