from machine import I2C, Pin
from bme280 import BME280
from math import sqrt
import time

sensor = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))


class Statistics:
    def __init__(self):
        self.count = 0
        self.sum = 0
        self.squares = 0
        self.least = None
        self.most = None

    def add(self, value):
        if value is None:
            return
        self.count += 1
        self.sum += value
        self.squares += value * value
        if self.least is None or value < self.least:
            self.least = value
        if self.most is None or value > self.most:
            self.most = value

    def summary(self):
        if self.count == 0:
            return None
        mean = self.sum / self.count
        deviation = sqrt(max(0, self.squares / self.count - mean * mean))
        return {"count": self.count, "mean": mean, "min": self.least, "max": self.most, "deviation": deviation}


day = Statistics()


def summarise(name):
    statistics = Statistics()
    with open(name) as file:
        for line in file:
            text = line.strip()
            statistics.add(float(text) if text else None)
    return statistics.summary()


def summary():
    return day.summary()


while True:
    try:
        day.add(sensor.read().temperature_c)
    except OSError:
        day.add(None)
    time.sleep(1)
