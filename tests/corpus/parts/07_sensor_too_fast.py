# expect: the AHT20 asked before it is ready
# prints: busy True
# prints: ready True
from machine import I2C, Pin
import time

i2c = I2C(0, scl=Pin(22), sda=Pin(21))
time.sleep_ms(50)
i2c.writeto(0x38, b"\xac\x33\x00")
time.sleep_ms(10)
print("busy", bool(i2c.readfrom(0x38, 1)[0] & 0x80))
time.sleep_ms(100)
print("ready", not i2c.readfrom(0x38, 1)[0] & 0x80)
