# expect: two contacts turned to the right, then to the left
# prints: right 1
# prints: right 2
# prints: left 1
# ends: runs
from machine import Pin
import time

position = 0
turned = 0


def clock(pin):
    global position, turned
    turned = 1 if data.value() else -1
    position += turned


data = Pin(33, Pin.IN, Pin.PULL_UP)
Pin(32, Pin.IN, Pin.PULL_UP).irq(clock, Pin.IRQ_FALLING)
while True:
    if turned:
        print("right" if turned > 0 else "left", position)
        turned = 0
    time.sleep_ms(10)
