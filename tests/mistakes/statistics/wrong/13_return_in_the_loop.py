# mistake: The return of summarise stands inside the loop: only the first measure of the file counts.
# line: 39
# names.fr: return|rend|renvoi|retourn ; boucle|for|décal|indent|premi|retrait
# names.en: return ; loop|for|indent|first
from machine import I2C, Pin
from bme280 import BME280
from math import sqrt
import time


class Summary:
    count = 0
    mean = 0
    spread = 0
    low = 0
    high = 0

    def add(self, x):
        self.low = x if self.count == 0 else min(x, self.low)
        self.high = x if self.count == 0 else max(x, self.high)
        self.count += 1
        delta = x - self.mean
        self.mean += delta / self.count
        self.spread += delta * (x - self.mean)

    def get(self):
        if self.count == 0:
            return None
        return {"count": self.count, "mean": self.mean, "min": self.low, "max": self.high, "deviation": sqrt(self.spread / self.count)}


def summarise(name):
    s = Summary()
    with open(name) as file:
        for line in file:
            text = line.strip()
            if text != "":
                s.add(float(text))
                return s.get()


all_of_them = Summary()
sensor = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))


def summary():
    return all_of_them.get()


while True:
    try:
        t = sensor.read().temperature_c
        all_of_them.add(t)
        print(t)
    except OSError:
        print("?")
    time.sleep(1)
