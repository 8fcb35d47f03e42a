# expect: a button to 3.3 V with the pull-down
# prints: [0, 0, 1, 1, 0, 0]
from machine import Pin
import time

button = Pin(19, Pin.IN, Pin.PULL_DOWN)
seen = []
time.sleep_ms(250)
for _ in range(6):
    seen.append(button.value())
    time.sleep_ms(500)
print(seen)
