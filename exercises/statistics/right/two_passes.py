# style: reads a file twice, first its mean, then its gaps; counts how often each twentieth of a degree came
import time
from bme280 import BME280
from machine import Pin, SoftI2C
from math import sqrt

steps = {}


def numbers(name):
    with open(name) as file:
        for line in file:
            if line.strip() != "":
                yield float(line)


def summarise(name):
    count, total, least, most = 0, 0, None, None
    for number in numbers(name):
        count, total = count + 1, total + number
        least = number if count == 1 or number < least else least
        most = number if count == 1 or number > most else most
    if not count:
        return None
    mean = total / count
    gaps = sum((number - mean) ** 2 for number in numbers(name))
    return {"count": count, "mean": mean, "min": least, "max": most, "deviation": sqrt(gaps / count)}


def summary():
    count = sum(steps.values())
    if count == 0:
        return None
    mean = sum(step * times for step, times in steps.items()) / count
    square = sum((step - mean) ** 2 * times for step, times in steps.items()) / count
    return {
        "count": count,
        "mean": mean / 20,
        "min": min(steps) / 20,
        "max": max(steps) / 20,
        "deviation": sqrt(square) / 20,
    }


sensor = BME280(SoftI2C(scl=Pin(22), sda=Pin(21)))
while True:
    try:
        place = round(sensor.read().temperature_c * 20)
        steps[place] = steps.get(place, 0) + 1
    except OSError as error:
        print("missing", error)
    finally:
        time.sleep(1)
