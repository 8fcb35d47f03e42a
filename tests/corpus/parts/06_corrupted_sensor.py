# expect: check bytes that tell a spoilt answer
# prints: spoilt
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
good = crc8(data[:2]) == data[2] and crc8(data[3:5]) == data[5]
print("good" if good else "spoilt")
