# expect: registers read and written byte by byte
# prints: 0x58 b'X'
# prints: 0x0
# prints: 0x24
# prints: bytearray(b'X\x00')
from machine import I2C, Pin
import time

ADDRESS, ID, RESET, CTRL = 0x76, 0xD0, 0xE0, 0xF4
i2c = I2C(0, scl=Pin(22), sda=Pin(21))
i2c.writeto_mem(ADDRESS, RESET, b"\xb6")
time.sleep_ms(10)
identity = i2c.readfrom_mem(ADDRESS, ID, 1)
print(hex(identity[0]), identity)
print(hex(i2c.readfrom_mem(ADDRESS, CTRL, 1)[0]))
i2c.writeto_mem(ADDRESS, CTRL, bytes([0x24]))
print(hex(i2c.readfrom_mem(ADDRESS, CTRL, 1)[0]))
buffer = bytearray(2)
i2c.writeto(ADDRESS, bytes([ID]), False)
i2c.readfrom_into(ADDRESS, memoryview(buffer)[:1])
print(buffer)
