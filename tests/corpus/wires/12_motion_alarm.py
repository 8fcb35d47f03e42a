# expect: a PIR sensor counted by an interrupt
# prints: motion 1
# prints: motion 2
# ends: runs
from machine import Pin
import time

count = 0


def motion(pin):
    global count
    count += 1
    print("motion", count)


time.sleep(5)
Pin(27, Pin.IN).irq(motion, Pin.IRQ_RISING)
while True:
    time.sleep(1)
