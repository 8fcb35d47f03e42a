# expect: a data line held low: nothing is found, then it is well again
# prints: []
# prints: timeout
# prints: [68]
from machine import I2C, Pin
import errno
import time

i2c = I2C(0, scl=Pin(22), sda=Pin(21))
print(i2c.scan())
try:
    i2c.writeto(0x44, b"\x24\x00")
except OSError as error:
    print("timeout" if error.errno == errno.ETIMEDOUT else error)
time.sleep(4)
print(i2c.scan())
