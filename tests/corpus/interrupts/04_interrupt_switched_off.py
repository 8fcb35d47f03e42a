# expect: irq(handler=None) ends it
# prints: 2
from machine import Pin
import time

events = []
button = Pin(18, Pin.IN, Pin.PULL_UP)
button.irq(handler=lambda p: events.append(1), trigger=Pin.IRQ_FALLING)
time.sleep(3)
button.irq(handler=None)
time.sleep(3)
print(len(events))
