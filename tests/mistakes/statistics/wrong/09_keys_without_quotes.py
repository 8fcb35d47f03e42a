# mistake: The keys of the dictionary are variables, not texts: count, mean... have no quotation marks.
# line: 27
# names.fr: clé|dictionnaire ; guillemet|texte|"count"|count
# names.en: key|dict ; quot|text|"count"|count
from machine import I2C, Pin
from bme280 import BME280
from math import sqrt
import time

sensor = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))
temperatures = {}


def update(numbers, x):
    count, mean, squares, low, high = numbers or (0, 0, 0, x, x)
    count += 1
    gap = x - mean
    mean += gap / count
    return count, mean, squares + gap * (x - mean), min(low, x), max(high, x)


def in_words(numbers):
    if numbers is None:
        return None
    count, mean, squares, low, high = numbers
    deviation = sqrt(squares / count)
    return {count: count, mean: mean, min: low, max: high, deviation: deviation}


def summarise(name):
    numbers = None
    with open(name) as file:
        for line in file:
            if line.strip() != "":
                numbers = update(numbers, float(line))
    return in_words(numbers)


def summary():
    return in_words(temperatures.get("all"))


while True:
    try:
        temperatures["all"] = update(temperatures.get("all"), sensor.read().temperature_c)
    except OSError:
        pass
    time.sleep(1)
