# Interrupts itself for ever: the callback makes the edge that calls it. Ends: deadline. Hint: wrong-pin.
import time
from machine import Pin

led = Pin(4, Pin.OUT)
led.irq(lambda pin: pin.value(1 - pin.value()), Pin.IRQ_RISING | Pin.IRQ_FALLING)
led.value(1)
time.sleep(1)
