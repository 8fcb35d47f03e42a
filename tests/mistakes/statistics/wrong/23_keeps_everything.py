# mistake: summarise keeps all the measures in a list: the memory does not suffice for 4000.
# line: 20
# names.fr: mémoire|liste|garde|conserve
# names.en: memory|list|keep
from machine import I2C, Pin, Timer
from bme280 import BME280
import math
import time

sensor = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))
n, total, squares, low, high = 0, 0.0, 0.0, 1000.0, -1000.0


def summarise(name):
    values = []
    with open(name) as file:
        for line in file:
            text = line.strip()
            if text:
                values.append((len(values), text, float(text)))
    if not values:
        return None
    numbers = [v[2] for v in values]
    mean = sum(numbers) / len(numbers)
    deviation = math.sqrt(sum([(x - mean) ** 2 for x in numbers]) / len(numbers))
    return {"count": len(numbers), "mean": mean, "min": min(numbers), "max": max(numbers), "deviation": deviation}


def summary():
    if n == 0:
        return None
    mean = total / n
    return {"count": n, "mean": mean, "min": low, "max": high, "deviation": math.sqrt(max(0, squares / n - mean**2))}


while True:
    try:
        t = sensor.read().temperature_c
        n += 1
        total += t
        squares += t * t
        low, high = min(low, t), max(high, t)
    except OSError:
        print("no answer")
    time.sleep(1)
