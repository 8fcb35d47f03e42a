# Interrupt on both edges, bounces ignored with the clock.
from machine import Pin
import time

button = Pin(18, Pin.IN, Pin.PULL_UP)
led = Pin(2, Pin.OUT, value=0)
memory = Pin(4, Pin.OUT, value=0)

state = 1
last = time.ticks_add(time.ticks_ms(), -1000)


def edge(pin):
    global state, last
    now = time.ticks_ms()
    level = pin.value()
    led.value(1 - level)
    if level != state and time.ticks_diff(now, last) > 30:
        state = level
        last = now
        if level == 0:
            memory.value(1 - memory.value())


button.irq(trigger=Pin.IRQ_FALLING | Pin.IRQ_RISING, handler=edge)
