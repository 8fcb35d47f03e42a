# style: two files, the class in the second one with a property
with open("tally.py", "w") as file:
    file.write(
        """
class Tally:
    def __init__(self):
        self.count, self.first, self.shifted, self.squares = 0, None, 0.0, 0.0
        self.ends = None

    def add(self, value):
        if self.first is None:
            self.first, self.ends = value, (value, value)
        self.count += 1
        self.shifted += value - self.first
        self.squares += (value - self.first) ** 2
        self.ends = min(value, self.ends[0]), max(value, self.ends[1])

    @property
    def answer(self):
        if self.first is None:
            return None
        gap = self.shifted / self.count
        variance = self.squares / self.count - gap * gap
        return {
            "count": self.count,
            "mean": self.first + gap,
            "min": self.ends[0],
            "max": self.ends[1],
            "deviation": variance ** 0.5 if variance > 0 else 0.0,
        }
"""
    )

from bme280 import BME280
from machine import I2C, Pin
from tally import Tally
import time

running = Tally()


def summarise(name):
    tally = Tally()
    for line in open(name):
        if not line.isspace():
            tally.add(float(line))
    return tally.answer


def summary():
    return running.answer


sensor = BME280(I2C(0, scl=Pin(22), sda=Pin(21), freq=100000))
due = time.ticks_ms()
while True:
    if time.ticks_diff(time.ticks_ms(), due) >= 0:
        due = time.ticks_add(due, 1000)
        try:
            running.add(sensor.read().temperature_c)
        except OSError:
            pass
    time.sleep_ms(10)
