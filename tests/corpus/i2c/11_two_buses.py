# expect: the same chip twice, on two buses
# prints: 20.0 30.0
from machine import I2C, Pin
from sht31 import SHT31

inside = SHT31(I2C(0, scl=Pin(22), sda=Pin(21)))
outside = SHT31(I2C(1, scl=Pin(25), sda=Pin(26)))
print("%.1f %.1f" % (inside.read().temperature_c, outside.read().temperature_c))
