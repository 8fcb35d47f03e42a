from machine import Pin
import time

button = Pin(18, Pin.IN, Pin.PULL_UP)
led = Pin(2)
memory = Pin(4)
is_on = False

while True:
    if button.value() == 0:
        led.value(1)
        is_on = not is_on
        memory.value(is_on)
        time.sleep_ms(200)
    else:
        led.value(0)
    time.sleep_ms(5)
