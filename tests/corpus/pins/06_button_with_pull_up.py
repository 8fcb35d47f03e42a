# expect: a button polled every 10 ms, edges told with their moment
# prints: pressed at 1.0
# prints: released at 1.5
# prints: pressed at 3.0
# prints: released at 4.0
# prints: 2 presses
from machine import Pin
import time

button = Pin(18, Pin.IN, Pin.PULL_UP)
before = button.value()
presses = 0
for _ in range(500):
    now = button.value()
    if now != before:
        print("released" if now else "pressed", "at %.1f" % (time.ticks_ms() / 1000))
        presses += now == 0
        before = now
    time.sleep_ms(10)
print(presses, "presses")
