# expect: light by the kit's driver, three values
# prints: 1 lux
# prints: 300 lux
# prints: 20000 lux
from bh1750 import BH1750
from machine import I2C, Pin
import time

sensor = BH1750(I2C(0, scl=Pin(22), sda=Pin(21)))
for _ in range(3):
    print("%.0f lux" % round(sensor.read(), 0 if sensor.read() < 10 else -1))
    time.sleep(1.5)
