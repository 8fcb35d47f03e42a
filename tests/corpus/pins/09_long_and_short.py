# expect: a long press and a short press told apart
# prints: short
# prints: long
# prints: short
# ends: runs
from machine import Pin
import time

button = Pin(5, Pin.IN, Pin.PULL_UP)


def wait_for(level):
    while button.value() != level:
        time.sleep_ms(5)


while True:
    wait_for(0)
    start = time.ticks_ms()
    wait_for(1)
    held = time.ticks_diff(time.ticks_ms(), start)
    print("long" if held > 800 else "short")
