from machine import I2C, Pin
from bme280 import BME280
import math
import time


class Welford:
    def __init__(self):
        self.count = 0
        self.mean = 0.0
        self.m2 = 0.0

    def add(self, x):
        if self.count == 0:
            self.low = self.high = x
        self.count += 1
        gap = x - self.mean
        self.mean += gap / self.count
        self.m2 += gap * (x - self.mean)
        self.low = min(self.low, x)
        self.high = max(self.high, x)

    def result(self):
        if self.count == 0:
            return None
        return {
            "count": self.count,
            "mean": self.mean,
            "min": self.low,
            "max": self.high,
            "deviation": math.sqrt(max(0.0, self.m2 / self.count)),
        }


def summarise(name):
    numbers = Welford()
    with open(name) as file:
        for line in file:
            text = line.strip()
            if text:
                numbers.add(float(text))
    return numbers.result()


sensor = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))
today = Welford()


def summary():
    return today.result()


due = time.ticks_ms()
while True:
    try:
        today.add(sensor.read().temperature_c)
    except OSError:
        print("no answer")
    due = time.ticks_add(due, 1000)
    time.sleep_ms(max(0, time.ticks_diff(due, time.ticks_ms())))
