# expect: how long the output stays high after one motion
# prints: high for 5 s
from machine import Pin
import time

pir = Pin(27, Pin.IN)
time.sleep(3)
while not pir.value():
    time.sleep_ms(20)
start = time.ticks_ms()
while pir.value():
    time.sleep_ms(20)
print("high for %d s" % round(time.ticks_diff(time.ticks_ms(), start) / 1000))
