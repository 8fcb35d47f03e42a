# expect: the bounces of a contact ignored by time
# prints: 3
from machine import Pin
import time

last = time.ticks_ms()
count = 0


def falling(pin):
    global last, count
    now = time.ticks_ms()
    if time.ticks_diff(now, last) > 200 and pin.value() == 0:
        count += 1
        last = now


button = Pin(18, Pin.IN, Pin.PULL_UP)
button.irq(falling, Pin.IRQ_FALLING)
time.sleep(5)
button.irq(None)
print(count)
