# Avec une minuterie : 10 changements, un toutes les 500 ms.
from machine import Pin, Timer
import time

led = Pin(2, Pin.OUT, value=0)
reste = 10


def basculer(t):
    global reste
    if reste == 0:
        t.deinit()
        return
    led.value(reste % 2 == 0)
    reste -= 1


Timer(0).init(period=500, mode=Timer.PERIODIC, callback=basculer)
time.sleep(7)
