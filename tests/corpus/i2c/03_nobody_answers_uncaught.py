# expect: a read from an absent chip ends the program
# prints: asking
# ends: error OSError
from machine import I2C, Pin

i2c = I2C(0, scl=Pin(22), sda=Pin(21))
print("asking")
print(i2c.readfrom_mem(0x68, 0x75, 1))
