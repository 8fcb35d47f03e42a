# expect: the time between a LED and a press
# prints: 400 ms
# ends: runs
from machine import Pin
import time

led = Pin(2, Pin.OUT, value=0)
button = Pin(18, Pin.IN, Pin.PULL_UP)
pressed_at = None


def press(pin):
    global pressed_at
    if pressed_at is None:
        pressed_at = time.ticks_ms()


button.irq(press, Pin.IRQ_FALLING)
time.sleep_ms(2000 - time.ticks_ms())
led.on()
shown_at = time.ticks_ms()
while pressed_at is None:
    time.sleep_ms(1)
print(round(time.ticks_diff(pressed_at, shown_at), -1), "ms")
