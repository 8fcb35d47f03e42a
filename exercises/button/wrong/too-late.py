from machine import Pin
import time

button = Pin(18, Pin.IN, Pin.PULL_UP)
led = Pin(2, Pin.OUT)
memory = Pin(4, Pin.OUT)
was_pressed = False

while True:
    is_pressed = button.value() == 0
    led.value(is_pressed)
    if is_pressed and not was_pressed:
        memory.value(not memory.value())
    was_pressed = is_pressed
    time.sleep(0.1)
