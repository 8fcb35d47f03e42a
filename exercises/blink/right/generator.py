# style: generator
from machine import Pin
import time


def levels(times):
    for _ in range(times):
        yield 1
        yield 0


led = Pin(2, Pin.OUT)
for level in levels(5):
    led.value(level)
    time.sleep(0.5)
