# style: ten changes of the level inside a recursive function
from machine import Pin
import time

led = Pin(2, Pin.OUT)
led.value(0)


def basculer(reste):
    if reste == 0:
        return
    led.value(not led.value())
    time.sleep_ms(500)
    basculer(reste - 1)


basculer(10)
