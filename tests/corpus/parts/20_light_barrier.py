# expect: pulses counted by an interrupt, speed from their number
# prints: 10 pulses, 5.0 per second
from machine import Pin
import time

pulses = 0


def pulse(pin):
    global pulses
    pulses += 1


sensor = Pin(19, Pin.IN, Pin.PULL_UP)
sensor.irq(pulse, Pin.IRQ_FALLING)
time.sleep_ms(1000 - time.ticks_ms())
time.sleep(2)
sensor.irq(None)
print("%d pulses, %.1f per second" % (pulses, pulses / 2))
