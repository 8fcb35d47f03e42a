# style: interrupt, micropython.schedule, closures; nothing is left to do for the main program
import micropython
import time
from machine import Pin


def obey(button, led, memory):
    last = [time.ticks_ms() - 1000, 1]

    def settle(_):
        now = button.value()
        if now == last[1] or time.ticks_diff(time.ticks_ms(), last[0]) < 30:
            return
        last[0], last[1] = time.ticks_ms(), now
        led.value(1 - now)
        if not now:
            memory.value(1 - memory.value())

    def on_edge(pin):
        try:
            micropython.schedule(settle, 0)
        except RuntimeError:
            pass

    button.irq(on_edge, Pin.IRQ_RISING | Pin.IRQ_FALLING)


obey(Pin(18, Pin.IN, Pin.PULL_UP), Pin(2, Pin.OUT), Pin(4, Pin.OUT))
while True:
    time.sleep(1)
