# expect: a sensor unplugged for a while, a program that goes on
# prints: 20.0
# prints: 20.0
# prints: lost 19
# prints: lost 19
# prints: 20.0
from machine import I2C, Pin
import time

i2c = I2C(0, scl=Pin(22), sda=Pin(21))
for _ in range(5):
    try:
        i2c.writeto(0x44, b"\x24\x00")
        time.sleep_ms(20)
        data = i2c.readfrom(0x44, 3)
        print("%.1f" % (-45 + 175 * (data[0] << 8 | data[1]) / 65535))
    except OSError as error:
        print("lost", error.errno)
    time.sleep(2)
