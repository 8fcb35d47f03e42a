# expect: a sensor that is not there from the first moment
# prints: []
# prints: 19 True
# prints: [68]
from machine import I2C, Pin
import errno
import time

i2c = I2C(0, scl=Pin(22), sda=Pin(21))
print(i2c.scan())
try:
    i2c.readfrom(0x44, 1)
except OSError as error:
    print(error.errno, error.errno == errno.ENODEV)
time.sleep(4)
print(i2c.scan())
