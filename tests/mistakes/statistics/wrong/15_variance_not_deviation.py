# mistake: deviation is the variance: the square root is missing.
# line: 35
# names.fr: racine|sqrt|variance ; deviation|écart type|carré
# names.en: root|sqrt|variance ; deviation|square
from machine import I2C, Pin
from bme280 import BME280
import time

sensor = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))


def read_lines(name):
    with open(name) as file:
        for line in file:
            if line.strip():
                yield float(line)


class Running:
    def __init__(self):
        self.n, self.mean, self.m2 = 0, 0, 0
        self.smallest = self.largest = None

    def __call__(self, x):
        self.n += 1
        gap = x - self.mean
        self.mean += gap / self.n
        self.m2 += gap * (x - self.mean)
        self.smallest = x if self.smallest is None else min(x, self.smallest)
        self.largest = x if self.largest is None else max(x, self.largest)

    def numbers(self):
        if not self.n:
            return None
        deviation = self.m2 / self.n
        return {"count": self.n, "mean": self.mean, "min": self.smallest, "max": self.largest, "deviation": deviation}


def summarise(name):
    running = Running()
    for x in read_lines(name):
        running(x)
    return running.numbers()


live = Running()


def summary():
    return live.numbers()


while True:
    try:
        live(sensor.read().temperature_c)
    except OSError as error:
        print("missing:", error)
    time.sleep(1)
