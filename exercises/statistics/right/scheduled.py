# style: a timer schedules the measure, namedtuples are replaced, never changed
from collections import namedtuple
from machine import I2C, Pin, Timer
from bme280 import BME280
import math
import micropython

Sums = namedtuple("Sums", ("count", "total", "squares", "least", "most"))
NOTHING = Sums(0, 0, 0, None, None)


def plus(sums, value):
    if value is None:
        return sums
    if sums.count == 0:
        return Sums(1, value, value * value, value, value)
    return Sums(
        sums.count + 1,
        sums.total + value,
        sums.squares + value * value,
        value if value < sums.least else sums.least,
        value if value > sums.most else sums.most,
    )


def told(sums):
    if sums is NOTHING:
        return
    mean = sums.total / sums.count
    variance = max(0, sums.squares / sums.count - mean ** 2)
    return {
        "count": sums.count, "mean": mean, "min": sums.least, "max": sums.most, "deviation": math.sqrt(variance),
    }


def value_of(line):
    try:
        return float(line)
    except ValueError:
        return None


def summarise(name):
    sums = NOTHING
    with open(name, "r") as lines:
        for line in lines:
            sums = plus(sums, value_of(line))
    return told(sums)


def summary():
    return told(since_start)


def measure(_):
    global since_start
    try:
        since_start = plus(since_start, sensor.read().temperature_c)
    except OSError:
        pass


since_start = NOTHING
sensor = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))
measure(None)
Timer(0).init(period=1000, callback=lambda timer: micropython.schedule(measure, timer))
