# expect: the two wires exchanged: nothing is found
# prints: []
from machine import I2C, Pin

print(I2C(0, scl=Pin(21), sda=Pin(22)).scan())
