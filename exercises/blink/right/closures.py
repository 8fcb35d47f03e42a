# style: functions in a list, try and finally
from machine import Pin
from time import sleep_ms

led = Pin(2, Pin.OUT)
steps = [led.on, lambda: sleep_ms(500), led.off, lambda: sleep_ms(500)]
try:
    for step in steps * 5:
        step()
finally:
    led.off()
