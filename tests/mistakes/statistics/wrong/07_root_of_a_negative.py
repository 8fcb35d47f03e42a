# mistake: The difference is written the wrong way round (mean squared minus mean of the squares): the root of a negative number.
# line: 18
# names.fr: négati|racine|sqrt ; ordre|envers|invers|carrés|moins|moyenne|soustr
# names.en: negativ|root|sqrt ; order|round|revers|square|minus|mean|subtract
from machine import I2C, Pin
from bme280 import BME280
import math
import time

sensor = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))


def numbers(count, total, squares, low, high, base):
    if count == 0:
        return None
    mean = total / count
    variance = mean ** 2 - squares / count
    return {"count": count, "mean": base + mean, "min": low, "max": high, "deviation": math.sqrt(variance)}


def summarise(name):
    count = total = squares = 0
    low = high = base = None
    with open(name) as f:
        for line in f:
            line = line.strip()
            if not line:
                continue
            value = float(line)
            if base is None:
                base = low = high = value
            count += 1
            total += value - base
            squares += (value - base) ** 2
            low = min(low, value)
            high = max(high, value)
    return numbers(count, total, squares, low, high, base)


state = [0, 0, 0, None, None, None]


def summary():
    return numbers(*state)


while True:
    try:
        value = sensor.read().temperature_c
        if state[5] is None:
            state[3] = state[4] = state[5] = value
        state[0] += 1
        state[1] += value - state[5]
        state[2] += (value - state[5]) ** 2
        state[3] = min(state[3], value)
        state[4] = max(state[4], value)
    except OSError:
        pass
    time.sleep(1)
