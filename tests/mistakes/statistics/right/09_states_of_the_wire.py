# style: small state machine (sensor there or not), the names of public tutorials, main()
import time
from math import sqrt
from machine import I2C, Pin
import bme280

OK, LOST = "ok", "lost"


class Stats:
    __slots__ = ("n", "mean", "m2", "low", "high")

    def __init__(self):
        self.n = 0
        self.mean = self.m2 = 0.0
        self.low = self.high = None

    def push(self, x):
        self.n += 1
        delta = x - self.mean
        self.mean += delta / self.n
        self.m2 += delta * (x - self.mean)
        self.low = x if self.n == 1 else min(self.low, x)
        self.high = x if self.n == 1 else max(self.high, x)

    def table(self):
        if self.n == 0:
            return None
        return {"count": self.n, "mean": self.mean, "min": self.low, "max": self.high, "deviation": sqrt(self.m2 / self.n)}


live = Stats()


def summary():
    return live.table()


def summarise(name):
    stats = Stats()
    with open(name) as file:
        for line in file:
            try:
                x = float(line.strip())
            except ValueError:
                continue  # an empty line: a missing measure
            stats.push(x)
    return stats.table()


def main():
    sensor = bme280.BME280(i2c=I2C(0, scl=Pin(22), sda=Pin(21), freq=100000))
    state = OK
    while True:
        begin = time.ticks_ms()
        try:
            celsius, _, _ = sensor.read_compensated_data()
            live.push(celsius)
            if state == LOST:
                state = OK
                print("back:", celsius)
        except OSError:
            if state == OK:
                state = LOST
                print("lost")
        time.sleep_ms(1000 - time.ticks_diff(time.ticks_ms(), begin))


main()
