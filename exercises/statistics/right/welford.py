# style: Welford's method, try and finally
import math
import time
from machine import I2C, Pin
from bme280 import BME280


class Welford:
    def __init__(self):
        self.n, self.mean, self.m2 = 0, 0.0, 0.0
        self.low, self.high = float("inf"), float("-inf")

    def take(self, x):
        if x is None:
            return self
        self.n += 1
        gap = x - self.mean
        self.mean += gap / self.n
        self.m2 += gap * (x - self.mean)
        self.low, self.high = min(self.low, x), max(self.high, x)
        return self

    def told(self):
        if self.n:
            deviation = math.sqrt(self.m2 / self.n)
            return {"count": self.n, "mean": self.mean, "min": self.low, "max": self.high, "deviation": deviation}


everything = Welford()


def summarise(name):
    one = Welford()
    with open(name) as file:
        for line in file:
            one.take(None if line.strip() == "" else float(line))
    return one.told()


def summary():
    return everything.told()


bus = I2C(0, scl=Pin(22), sda=Pin(21))
sensor = BME280(bus)
next_ms = time.ticks_ms()
try:
    while True:
        try:
            everything.take(sensor.read().temperature_c)
        except OSError as error:
            print("missing:", error)
        next_ms = time.ticks_add(next_ms, 1000)
        time.sleep_ms(max(0, time.ticks_diff(next_ms, time.ticks_ms())))
finally:
    print("bye")
