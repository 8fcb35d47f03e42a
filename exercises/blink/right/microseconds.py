# style: busy waits in a function, by ticks_us
from machine import Pin
import time


def wait_us(duration):
    start = time.ticks_us()
    while time.ticks_diff(time.ticks_us(), start) < duration:
        pass


led = Pin(2, Pin.OUT)
for flash in range(5):
    led.on()
    wait_us(500_000)
    led.off()
    wait_us(500_000)
