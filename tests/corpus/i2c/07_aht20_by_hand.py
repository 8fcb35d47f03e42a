# expect: commands and 20-bit numbers, no driver
# prints: -4.5 C 80.0 %
from machine import I2C, Pin
import time

i2c = I2C(0, scl=Pin(22), sda=Pin(21))
time.sleep_ms(50)
i2c.writeto(0x38, b"\xac\x33\x00")
time.sleep_ms(90)
data = i2c.readfrom(0x38, 7)
if data[0] & 0x80:
    raise RuntimeError("busy")
humidity = (data[1] << 12 | data[2] << 4 | data[3] >> 4) * 100 / (1 << 20)
temperature = ((data[3] & 0x0F) << 16 | data[4] << 8 | data[5]) * 200 / (1 << 20) - 50
print("%.1f C %.1f %%" % (temperature, humidity))
