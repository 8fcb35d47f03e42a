# expect: addresses of what is on the bus
# prints: [35, 60, 118]
# prints: 0x23 0x3c 0x76
from machine import I2C, Pin

i2c = I2C(0, scl=Pin(22), sda=Pin(21), freq=400000)
found = i2c.scan()
print(found)
print(" ".join(hex(a) for a in found))
