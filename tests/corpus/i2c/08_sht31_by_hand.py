# expect: a single shot with its check bytes
# prints: True True
# prints: 25.0 C 40.0 %
from machine import I2C, Pin
import time


def crc8(data):
    crc = 0xFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc << 1 ^ 0x31) & 0xFF if crc & 0x80 else crc << 1
    return crc


i2c = I2C(0, scl=Pin(22), sda=Pin(21))
i2c.writeto(0x44, b"\x24\x00")
time.sleep_ms(20)
data = i2c.readfrom(0x44, 6)
print(crc8(data[0:2]) == data[2], crc8(data[3:5]) == data[5])
t = -45 + 175 * (data[0] << 8 | data[1]) / 65535
h = 100 * (data[3] << 8 | data[4]) / 65535
print("%.1f C %.1f %%" % (t, h))
