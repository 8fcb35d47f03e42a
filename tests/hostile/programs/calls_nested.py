# Calls the host inside callbacks inside calls. Ends: deadline. Hint: no-pause.
import host
from machine import Pin

led = Pin(2, Pin.OUT)


def answer(pin):
    host.call("pin-write", "4 1")
    led.value(1 - led.value())
    host.call("next", "")


host.call("pin-mode", "4 1 0")
led.irq(answer, Pin.IRQ_RISING | Pin.IRQ_FALLING)
while True:
    led.value(1 - led.value())
