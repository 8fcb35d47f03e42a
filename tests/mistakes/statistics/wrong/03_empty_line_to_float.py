# mistake: An empty line is given to float() as if it were a number.
# line: 45
# names.fr: float|nombre|convert ; vide|manqu|ligne
# names.en: float|number|convert ; empty|miss|line
from machine import I2C, Pin
from bme280 import BME280
from math import sqrt
import time


class Stats:
    def __init__(self):
        self.n = 0
        self.mean = 0.0
        self.m2 = 0.0
        self.low = None
        self.high = None

    def add(self, x):
        if self.n == 0:
            self.low = self.high = x
        self.n += 1
        d = x - self.mean
        self.mean += d / self.n
        self.m2 += d * (x - self.mean)
        self.low = min(self.low, x)
        self.high = max(self.high, x)

    def as_dict(self):
        if self.n == 0:
            return None
        return {
            "count": self.n,
            "mean": self.mean,
            "min": self.low,
            "max": self.high,
            "deviation": sqrt(self.m2 / self.n),
        }


def summarise(name):
    stats = Stats()
    with open(name) as file:
        for line in file:
            stats.add(float(line.strip()))
    return stats.as_dict()


sensor = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))
today = Stats()


def summary():
    return today.as_dict()


while True:
    try:
        today.add(sensor.read().temperature_c)
    except OSError:
        pass
    time.sleep(1)
