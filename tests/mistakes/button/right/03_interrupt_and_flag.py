# style: interrupt that sets a flag, main loop that waits until the bounces are over
from machine import Pin
import time

DEBOUNCE_MS = 25

changed = False
button = Pin(18, Pin.IN, Pin.PULL_UP)
led = Pin(2, Pin.OUT, value=0)
memory = Pin(4, Pin.OUT, value=0)


def note(pin):
    global changed
    changed = True


button.irq(handler=note, trigger=Pin.IRQ_FALLING | Pin.IRQ_RISING)

pressed = False
while True:
    if changed:
        time.sleep_ms(DEBOUNCE_MS)
        changed = False
        level = button.value()
        if (level == 0) != pressed:
            pressed = not pressed
            led.value(pressed)
            if pressed:
                memory.value(not memory.value())
    time.sleep_ms(1)
