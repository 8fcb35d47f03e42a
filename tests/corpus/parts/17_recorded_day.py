# expect: a temperature recorded in a file of the scenario
# prints: warmer
from machine import I2C, Pin
from sht31 import SHT31
import time

sensor = SHT31(I2C(0, scl=Pin(22), sda=Pin(21)))
morning = sensor.read().temperature_c
time.sleep(9)
print("warmer" if sensor.read().temperature_c > morning + 5 else "no change")
