# style: a generator that is sent values
from machine import I2C, Pin
from bme280 import BME280
import time


def statistics():
    count, mean, m2, least, most = 0, 0, 0, None, None
    answer = None
    while True:
        value = yield answer
        if value is None:
            continue
        count += 1
        gap = value - mean
        mean += gap / count
        m2 += gap * (value - mean)
        least = value if least is None else min(least, value)
        most = value if most is None else max(most, value)
        answer = {"count": count, "mean": mean, "min": least, "max": most, "deviation": (m2 / count) ** 0.5}


def measures(name):
    with open(name) as file:
        for line in file:
            yield float(line) if line.strip() else None


def summarise(name):
    taker = statistics()
    answer = next(taker)
    for value in measures(name):
        answer = taker.send(value)
    return answer


latest = None
day = statistics()
next(day)


def summary():
    return latest


def temperature(sensor):
    try:
        return sensor.read().temperature_c
    except OSError:
        return None


sensor = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))
while 1:
    latest = day.send(temperature(sensor))
    time.sleep_ms(990)
