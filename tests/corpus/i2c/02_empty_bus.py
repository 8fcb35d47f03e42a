# expect: nothing is found, and whoever is called does not answer
# prints: []
# prints: 19 True
from machine import I2C, Pin
import errno

i2c = I2C(0, scl=Pin(22), sda=Pin(21))
print(i2c.scan())
try:
    i2c.writeto(0x76, b"\xd0")
except OSError as error:
    print(error.errno, error.errno == errno.ENODEV)
