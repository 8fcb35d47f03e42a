# style: polling, a change is taken at once and the bounces are slept through
from machine import Pin
import time

button = Pin(18, Pin.IN, Pin.PULL_UP)
led = Pin(2, Pin.OUT)
memory = Pin(4, Pin.OUT)

before = 1
while True:
    now = button.value()
    if now != before:
        before = now
        led.value(1 - now)
        if now == 0:
            memory.value(1 - memory.value())
        time.sleep_ms(30)
    time.sleep_ms(5)
