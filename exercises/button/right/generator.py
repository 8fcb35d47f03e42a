# style: generator of presses and releases
from machine import Pin
import time


def gestures(pin):
    before = 1
    while True:
        now = pin.value()
        if now != before:
            before = now
            yield now == 0
            time.sleep_ms(25)


led = Pin(2, Pin.OUT)
memory = Pin(4, Pin.OUT)
is_on = 0
for is_pressed in gestures(Pin(18, Pin.IN, Pin.PULL_UP)):
    led.value(is_pressed)
    if is_pressed:
        is_on ^= 1
        memory.value(is_on)
