# expect: Pin(n) without a mode keeps what it was
# prints: 1 1
from machine import Pin

Pin(2, Pin.OUT).on()
print(Pin(2).value(), Pin(2).value())
