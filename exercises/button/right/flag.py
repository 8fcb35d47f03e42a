# style: an interrupt sets a flag, the loop looks at it without pause
from machine import Pin
import time

button = Pin(18, Pin.IN, Pin.PULL_UP)
led = Pin(2, Pin.OUT)
memory = Pin(4, Pin.OUT)
has_moved = False
pressed = False


def moved(pin):
    global has_moved
    has_moved = True


button.irq(moved, Pin.IRQ_FALLING | Pin.IRQ_RISING)
while True:
    if has_moved:
        time.sleep_ms(25)
        has_moved = False
        is_down = button.value() == 0
        if is_down and not pressed:
            memory.toggle()
        pressed = is_down
        led.value(pressed)
