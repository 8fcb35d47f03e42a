# style: polling ticks_ms without any sleep
from machine import Pin
import time

led = Pin(2, Pin.OUT)
led.value(1)
start = time.ticks_ms()
step = 0

while step < 9:
    elapsed = time.ticks_diff(time.ticks_ms(), start)
    if elapsed >= 500 * (step + 1):
        step += 1
        led.value(1 if step % 2 == 0 else 0)
