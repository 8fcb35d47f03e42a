# style: the kit's own library beside an interrupt
from machine import Pin
import lab
import time

button = Pin(18, Pin.IN, Pin.PULL_UP)
led = Pin(2, Pin.OUT)
memory = Pin(4, Pin.OUT)
changed = 0
pressed = False


def look():
    global changed, pressed
    now = button.value() == 0
    if now != pressed and time.ticks_diff(time.ticks_ms(), changed) > 25:
        pressed, changed = now, time.ticks_ms()
        led.value(now)
        if now:
            memory.value(not memory.value())


lab.every(0.01, look)
lab.run()
