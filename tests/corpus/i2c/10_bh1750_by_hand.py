# expect: one-time high resolution mode
# prints: 250 lux
from machine import I2C, Pin
import time

i2c = I2C(0, scl=Pin(22), sda=Pin(21))
i2c.writeto(0x23, b"\x01")
i2c.writeto(0x23, b"\x20")
time.sleep_ms(180)
high, low = i2c.readfrom(0x23, 2)
print("%.0f lux" % ((high << 8 | low) / 1.2))
