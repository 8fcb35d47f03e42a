# mistake: sqrt is used but never imported from math.
# line: 26
# names.fr: sqrt ; import|math|connaît|existe|défini
# names.en: sqrt ; import|math|know|exist|defin
from machine import I2C, Pin
from bme280 import BME280
import time

sensor = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))


def add(s, x):
    s[0] += 1
    gap = x - s[1]
    s[1] += gap / s[0]
    s[2] += gap * (x - s[1])
    if s[3] is None or x < s[3]:
        s[3] = x
    if s[4] is None or x > s[4]:
        s[4] = x


def result(s):
    if s[0] == 0:
        return None
    return {"count": s[0], "mean": s[1], "min": s[3], "max": s[4], "deviation": sqrt(s[2] / s[0])}


def summarise(name):
    s = [0, 0, 0, None, None]
    with open(name) as file:
        for line in file:
            if line.strip():
                add(s, float(line))
    return result(s)


live = [0, 0, 0, None, None]


def summary():
    return result(live)


while True:
    try:
        add(live, sensor.read().temperature_c)
    except OSError:
        print("no answer")
    print(summary())
    time.sleep(1)
