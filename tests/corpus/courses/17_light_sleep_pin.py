# expect: light sleep ended by its time, a pin held
# prints: 1 2000
from machine import Pin, lightsleep
import time

led = Pin(2, Pin.OUT, value=1)
start = time.ticks_ms()
lightsleep(2000)
print(led.value(), round(time.ticks_diff(time.ticks_ms(), start), -2))
