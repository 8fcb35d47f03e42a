# expect: degrees per second summed to an angle
# prints: 90
from machine import I2C, Pin
import struct
import time

i2c = I2C(0, scl=Pin(22), sda=Pin(21))
i2c.writeto_mem(0x68, 0x6B, b"\x00")
time.sleep_ms(1000 - time.ticks_ms())
angle, last = 0.0, time.ticks_us()
for _ in range(400):
    time.sleep_ms(10)
    now = time.ticks_us()
    (raw,) = struct.unpack(">h", i2c.readfrom_mem(0x68, 0x47, 2))
    angle += raw / 131 * time.ticks_diff(now, last) / 1e6
    last = now
print(round(angle / 5) * 5)
