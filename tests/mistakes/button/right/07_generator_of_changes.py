# style: generator that yields clean changes
from machine import Pin
import time


def changes(pin):
    """Yield 1 at a press and 0 at a release, bounces left out."""
    last = 1
    while True:
        level = pin.value()
        if level != last:
            last = level
            yield 1 - level
            time.sleep_ms(28)
        time.sleep_ms(1)


led = Pin(2, Pin.OUT, value=0)
memory = Pin(4, Pin.OUT, value=0)
for pressed in changes(Pin(18, Pin.IN, Pin.PULL_UP)):
    led.value(pressed)
    memory.value(memory.value() ^ pressed)
