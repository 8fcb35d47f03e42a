# expect: acceleration to an angle, after waking the chip
# prints: 0x68
# prints: asleep 0 0 0
# prints: 30 degrees
from machine import I2C, Pin
import math
import struct
import time

ADDRESS = 0x68
i2c = I2C(0, scl=Pin(22), sda=Pin(21))
print(hex(i2c.readfrom_mem(ADDRESS, 0x75, 1)[0]))
print("asleep", *struct.unpack(">hhh", i2c.readfrom_mem(ADDRESS, 0x3B, 6)))
i2c.writeto_mem(ADDRESS, 0x6B, b"\x00")
time.sleep_ms(100)
x, y, z = (v / 16384 for v in struct.unpack(">hhh", i2c.readfrom_mem(ADDRESS, 0x3B, 6)))
print("%.0f degrees" % math.degrees(math.atan2(x, z)))
