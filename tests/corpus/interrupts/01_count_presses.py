# expect: an interrupt that counts, main loop that tells
# prints: 1
# prints: 2
# prints: 3
# ends: runs
from machine import Pin
import time

count = 0


def pressed(pin):
    global count
    count += 1


Pin(18, Pin.IN, Pin.PULL_UP).irq(trigger=Pin.IRQ_FALLING, handler=pressed)
told = 0
while told < 3:
    if count != told:
        told = count
        print(told)
    time.sleep_ms(50)
