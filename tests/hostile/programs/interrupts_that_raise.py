# Raises whatever there is in callbacks. Ends: fuel. Hint: type.end.
import sys
from machine import Pin

kinds = [SystemExit, StopIteration, MemoryError, GeneratorExit, Exception]
led = Pin(4, Pin.OUT)


def fail(pin):
    raise kinds[led.value()]


led.irq(fail, Pin.IRQ_RISING | Pin.IRQ_FALLING)
while True:
    try:
        led.value(1 - led.value())
    except BaseException:
        pass
