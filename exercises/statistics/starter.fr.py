from machine import I2C, Pin
from bme280 import BME280

capteur = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))
nombre = 0


def summarise(name):
    # À vous : rendre les cinq nombres.
    return {"count": 0}


def summary():
    return {"count": nombre}


print(capteur.read().temperature_c, "°C")
