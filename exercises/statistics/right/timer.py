# style: a timer, the program itself is over
from machine import I2C, Pin, Timer
from bme280 import BME280
from math import sqrt

sensor = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))
state = [0, 0.0, 0.0, None, None]


def add(state, value):
    if value is not None:
        state[0] += 1
        state[1] += value
        state[2] += value * value
        state[3] = value if state[3] is None else min(state[3], value)
        state[4] = value if state[4] is None else max(state[4], value)


def told(state):
    count, total, squares, least, most = state
    if not count:
        return None
    mean = total / count
    variance = squares / count - mean ** 2
    return {"count": count, "mean": mean, "min": least, "max": most, "deviation": sqrt(variance) if variance > 0 else 0}


def summarise(name):
    fresh = [0, 0.0, 0.0, None, None]
    file = open(name)
    line = file.readline()
    while line:
        add(fresh, float(line) if len(line) > 1 else None)
        line = file.readline()
    file.close()
    return told(fresh)


def summary():
    return told(state)


def tick(timer):
    try:
        add(state, sensor.read().temperature_c)
    except OSError:
        pass


tick(None)
Timer(0).init(period=1000, mode=Timer.PERIODIC, callback=tick)
