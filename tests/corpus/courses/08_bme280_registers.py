# expect: humidity chip read by hand up to its identity and its three modes
# prints: 0x60
# prints: ['00', '01', '11']
from machine import Pin, SoftI2C
import time

i2c = SoftI2C(scl=Pin(22), sda=Pin(21))
print(hex(i2c.readfrom_mem(0x77, 0xD0, 1)[0]))
modes = []
modes.append("{:02b}".format(i2c.readfrom_mem(0x77, 0xF4, 1)[0] & 3))
i2c.writeto_mem(0x77, 0xF4, b"\x25")
modes.append("{:02b}".format(i2c.readfrom_mem(0x77, 0xF4, 1)[0] & 3))
time.sleep_ms(50)
i2c.writeto_mem(0x77, 0xF4, b"\x27")
modes.append("{:02b}".format(i2c.readfrom_mem(0x77, 0xF4, 1)[0] & 3))
print(modes)
