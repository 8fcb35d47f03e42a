# expect: no display on the bus
# prints: ENODEV
from machine import I2C, Pin
from ssd1306 import SSD1306
import errno

try:
    SSD1306(I2C(0, scl=Pin(22), sda=Pin(21)))
    print("found")
except OSError as error:
    print(errno.errorcode[error.errno])
