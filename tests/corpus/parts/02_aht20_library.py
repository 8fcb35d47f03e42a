# expect: climate by the kit's driver
# prints: 18.2 C 64 %
from aht20 import AHT20
from machine import I2C, Pin

climate = AHT20(I2C(0, scl=Pin(22), sda=Pin(21))).read()
print("%.1f C %.0f %%" % (climate.temperature_c, climate.humidity_percent))
