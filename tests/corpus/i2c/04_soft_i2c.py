# expect: the same bus by SoftI2C on other pins
# prints: ['0x44']
from machine import Pin, SoftI2C

bus = SoftI2C(scl=Pin(18), sda=Pin(19), freq=100000)
print([hex(a) for a in bus.scan()])
