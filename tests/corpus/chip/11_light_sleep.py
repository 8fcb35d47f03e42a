# expect: light sleep goes on after the call
# prints: before
# prints: True
# prints: 1
from machine import Pin
import machine
import time

led = Pin(2, Pin.OUT, value=1)
print("before")
time.sleep_ms(50)
start = time.ticks_ms()
machine.lightsleep(1500)
print(1400 <= time.ticks_diff(time.ticks_ms(), start) <= 1700)
print(led.value())
