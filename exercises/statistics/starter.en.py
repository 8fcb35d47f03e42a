from machine import I2C, Pin
from bme280 import BME280

sensor = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))
count = 0


def summarise(name):
    # Your turn: return the five numbers.
    return {"count": 0}


def summary():
    return {"count": count}


print(sensor.read().temperature_c, "°C")
