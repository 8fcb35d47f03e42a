# style: polling the clock without any pause
from machine import Pin
import time

led = Pin(2, Pin.OUT)
changes = 0
last = time.ticks_ms()
led.value(1)

while changes < 9:
    now = time.ticks_ms()
    if time.ticks_diff(now, last) >= 500:
        last = now
        led.value(not led.value())
        changes += 1
