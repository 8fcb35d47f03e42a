from machine import Pin
import time

button = Pin(18, Pin.IN, Pin.PULL_UP)
led = Pin(2, Pin.OUT)
memory = Pin(4, Pin.OUT)
before = 0

while True:
    now = button.value()
    led.value(now)
    if now == 1 and before == 0:
        memory.value(not memory.value())
        time.sleep_ms(30)
    before = now
    time.sleep_ms(5)
