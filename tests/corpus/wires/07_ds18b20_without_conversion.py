# expect: without convert_temp the sensor still has its 85 degrees
# prints: 85.0
# prints: 18.5
from machine import Pin
from ds18x20 import DS18X20
from onewire import OneWire
import time

bus = DS18X20(OneWire(Pin(14)))
(rom,) = bus.scan()
print(bus.read_temp(rom))
bus.convert_temp()
time.sleep_ms(800)
print(bus.read_temp(rom))
