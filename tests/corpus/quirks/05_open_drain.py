# expect: an open-drain pin with its pull-up
# prints: 0 1
from machine import Pin

pin = Pin(23, Pin.OPEN_DRAIN, Pin.PULL_UP, value=0)
a = pin.value()
pin.value(1)
print(a, pin.value())
