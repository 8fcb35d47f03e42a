# expect: the same, and the program stops
# ends: error ValueError
from machine import Pin

Pin(39, Pin.OUT).on()
