from machine import I2C, Pin, Timer
from bme280 import BME280
from math import sqrt
import time

is_due = True


def due(timer):
    global is_due
    is_due = True


class Sums:
    def __init__(self):
        self.n = 0
        self.total = 0
        self.squares = 0
        self.first = None
        self.extremes = None

    def __iadd__(self, value):
        if self.n == 0:
            self.first = value
            self.extremes = (value, value)
        self.n += 1
        self.total += value - self.first
        self.squares += (value - self.first) ** 2
        self.extremes = (min(self.extremes[0], value), max(self.extremes[1], value))
        return self

    def as_dict(self):
        if not self.n:
            return None
        shift = self.total / self.n
        return {
            "count": self.n,
            "mean": self.first + shift,
            "min": self.extremes[0],
            "max": self.extremes[1],
            "deviation": sqrt(max(0, self.squares / self.n - shift * shift)),
        }


def summarise(name):
    sums = Sums()
    with open(name) as file:
        for line in file:
            if not line.strip():
                continue
            sums += float(line)
    return sums.as_dict()


day = Sums()


def summary():
    return day.as_dict()


sensor = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))
Timer(0).init(period=1000, mode=Timer.PERIODIC, callback=due)
while True:
    if is_due:
        is_due = False
        try:
            day += sensor.read().temperature_c
        except OSError:
            pass
    time.sleep_ms(10)
