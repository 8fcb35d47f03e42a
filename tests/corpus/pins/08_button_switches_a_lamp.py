# expect: an edge switches, a held button does not repeat
# prints: on
# prints: off
# prints: on
# does: shows led:2 {"brightness": 1.0}
# does: shows led:2 {"brightness": 0.0}
# does: shows led:2 {"brightness": 1.0}
# ends: runs
from machine import Pin
import time

led = Pin(2, Pin.OUT, value=0)
button = Pin(18, Pin.IN, Pin.PULL_UP)
last = 1
while True:
    now = button.value()
    if now != last:
        last = now
        if now == 0:
            led.value(not led.value())
            print("on" if led.value() else "off")
        time.sleep_ms(40)
    time.sleep_ms(5)
