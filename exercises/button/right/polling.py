# style: polling without pause, a press counts 25 ms after its first contact at the latest
from machine import Pin
import time

button = Pin(18, Pin.IN, Pin.PULL_UP)
led = Pin(2, Pin.OUT)
memory = Pin(4, Pin.OUT)
before = 1
changed = time.ticks_ms()

while True:
    now = button.value()
    if now != before and time.ticks_diff(time.ticks_ms(), changed) > 30:
        changed = time.ticks_ms()
        before = now
        led.value(1 - now)
        if now == 0:
            memory.value(1 - memory.value())
