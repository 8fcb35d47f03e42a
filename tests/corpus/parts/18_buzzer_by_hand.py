# expect: a tone made by toggling a pin
# prints: 200 changes
# does: shows buzzer:25 {"tone_hz": 500}
from machine import Pin
import time

pin = Pin(25, Pin.OUT, value=0)
for n in range(200):
    pin.value(n & 1)
    time.sleep_us(1000)
print(n + 1, "changes")
time.sleep_ms(100)
