# The file is read twice, a line at a time; the sensor is measured by a task.
import asyncio
from math import sqrt
from machine import I2C, Pin
from bme280 import BME280

sensor = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))
seen = 0
base = 0
s1 = 0
s2 = 0
smallest = 0
largest = 0


def numbers_of(name):
    with open(name) as file:
        for line in file:
            line = line.strip()
            if line:
                yield float(line)


def summarise(name):
    n = 0
    total = 0
    low = high = None
    for x in numbers_of(name):
        n += 1
        total += x
        low = x if low is None else min(low, x)
        high = x if high is None else max(high, x)
    if n == 0:
        return None
    mean = total / n
    gaps = 0
    for x in numbers_of(name):
        gaps += (x - mean) * (x - mean)
    return {"count": n, "mean": mean, "min": low, "max": high, "deviation": sqrt(gaps / n)}


def summary():
    if seen == 0:
        return None
    m = s1 / seen
    return {"count": seen, "mean": base + m, "min": smallest, "max": largest,
            "deviation": sqrt(max(0, s2 / seen - m * m))}


async def watch():
    global seen, base, s1, s2, smallest, largest
    while True:
        try:
            t = sensor.read().temperature_c
            if seen == 0:
                base = smallest = largest = t
            seen += 1
            s1 += t - base
            s2 += (t - base) * (t - base)
            smallest = min(smallest, t)
            largest = max(largest, t)
        except OSError:
            pass
        await asyncio.sleep_ms(1000)


asyncio.run(watch())
