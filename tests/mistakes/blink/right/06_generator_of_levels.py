# style: generator of (level, duration) pairs
from machine import Pin
import time


def signal(fois):
    for _ in range(fois):
        yield 1, 500
        yield 0, 500


led = Pin(2, Pin.OUT)
for niveau, duree in signal(5):
    led.value(niveau)
    time.sleep_ms(duree)
