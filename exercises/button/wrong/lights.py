from machine import Pin
import time

button = Pin(18, Pin.IN, Pin.PULL_UP)
led = Pin(2, Pin.OUT)
memory = Pin(4, Pin.OUT)

while True:
    if button.value() == "0":
        led.value(1)
        memory.value(not memory.value())
        time.sleep_ms(30)
    else:
        led.value(0)
    time.sleep_ms(5)
