# expect: an output pin reads back, toggles, is callable
# prints: 0 1 0 1
# prints: 1 0
# prints: Pin(2) True
from machine import Pin

led = Pin(2, Pin.OUT, value=0)
a = led.value()
led.value(1)
b = led.value()
led(0)
c = led()
led.value(not led.value())
print(a, b, c, led.value())
again = Pin(2)
print(again.value(), Pin(4, Pin.OUT, value=False).value())
print(led, again is led or again == led)
