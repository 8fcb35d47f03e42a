from machine import Pin
import time

button = Pin(18, Pin.IN, Pin.PULL_UP)
is_on = False

while True:
    if button.value() == 0:
        Pin(2).value(1)
        is_on = not is_on
        Pin(4).value(is_on)
        time.sleep_ms(200)
    else:
        Pin(2).value(0)
    time.sleep_ms(5)
