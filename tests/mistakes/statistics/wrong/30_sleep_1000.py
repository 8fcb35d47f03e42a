# mistake: time.sleep counts in seconds: sleep(1000), like Arduino's delay(1000), waits a thousand seconds and not one.
# line: 60
# names.fr: sleep|1000|attend|pause|delay ; seconde|milliseconde|sleep_ms|sleep(1)|unite
# names.en: sleep|1000|wait|pause|delay ; second|millisecond|sleep_ms|sleep(1)|unit
import math
import time
from machine import I2C, Pin
from bme280 import BME280

i2c = I2C(0, scl=Pin(22), sda=Pin(21))
sensor = BME280(i2c)

# count, mean, sum of squared gaps, smallest, largest
numbers = [0, 0.0, 0.0, None, None]


def feed(numbers, x):
    numbers[0] += 1
    gap = x - numbers[1]
    numbers[1] += gap / numbers[0]
    numbers[2] += gap * (x - numbers[1])
    if numbers[3] is None:
        numbers[3] = numbers[4] = x
    numbers[3] = min(numbers[3], x)
    numbers[4] = max(numbers[4], x)


def as_dictionary(numbers):
    if numbers[0] == 0:
        return None
    return {
        "count": numbers[0],
        "mean": numbers[1],
        "min": numbers[3],
        "max": numbers[4],
        "deviation": math.sqrt(numbers[2] / numbers[0]),
    }


def summarise(name):
    own = [0, 0.0, 0.0, None, None]
    with open(name) as file:
        for line in file:
            line = line.strip()
            if not line:
                continue
            feed(own, float(line))
    return as_dictionary(own)


def summary():
    return as_dictionary(numbers)


def loop():
    try:
        feed(numbers, sensor.read().temperature_c)
    except OSError:
        print("sensor missing")
    time.sleep(1000)


while True:
    loop()
