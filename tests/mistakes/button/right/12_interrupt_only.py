from machine import Pin
import time

QUIET_MS = 60
light = Pin(2, Pin.OUT, value=0)
kept = Pin(4, Pin.OUT, value=0)
button = Pin(18, Pin.IN, Pin.PULL_UP)
last_edge = time.ticks_ms()
armed = True


def on_edge(pin):
    # A press may count only after the button has been quiet for a while, at rest.
    global last_edge, armed
    now = time.ticks_ms()
    is_down = pin.value() == 0
    quiet = time.ticks_diff(now, last_edge) > QUIET_MS
    last_edge = now
    light.value(is_down)
    if quiet and armed:
        kept.value(not kept.value())
        armed = False
    elif quiet:
        armed = True


button.irq(on_edge, Pin.IRQ_RISING | Pin.IRQ_FALLING)

while True:
    time.sleep_ms(10)
    light.value(not button.value())
