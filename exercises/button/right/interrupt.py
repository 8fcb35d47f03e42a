from machine import Pin
import time

button = Pin(18, Pin.IN, Pin.PULL_UP)
light = Pin(2, Pin.OUT)
memory = Pin(4, Pin.OUT)
moved = False


def edge(pin):
    global moved
    moved = True


button.irq(trigger=Pin.IRQ_FALLING | Pin.IRQ_RISING, handler=edge)
was_down = False

while True:
    if moved:
        time.sleep_ms(25)
        moved = False
        is_down = button.value() == 0
        if is_down != was_down:
            was_down = is_down
            light.value(is_down)
            if is_down:
                memory.value(not memory.value())
    time.sleep_ms(1)
