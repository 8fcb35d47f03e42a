# expect: one handler for two pins; it gets the pin
# prints: Pin(18) 0
# prints: Pin(19) 0
# prints: Pin(18) 1
# prints: Pin(19) 1
# ends: runs
from machine import Pin
import time


def changed(pin):
    print(pin, pin.value())


for number in (18, 19):
    pin = Pin(number, Pin.IN, Pin.PULL_UP)
    pin.irq(changed, Pin.IRQ_FALLING | Pin.IRQ_RISING)
while True:
    time.sleep(1)
