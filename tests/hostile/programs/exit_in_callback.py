# Leaves the program from a callback. Ends: fuel. Hint: type.exit.
import sys
from machine import Pin

led = Pin(4, Pin.OUT)
led.irq(lambda pin: sys.exit(0), Pin.IRQ_RISING)
while True:
    led.on()
    led.off()
