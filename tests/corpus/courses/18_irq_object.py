# expect: irq returns an object that knows its trigger
# prints: True
from machine import Pin

irq = Pin(18, Pin.IN, Pin.PULL_UP).irq(lambda p: None, Pin.IRQ_FALLING)
print(irq.trigger() == Pin.IRQ_FALLING)
Pin(18).irq(None)
