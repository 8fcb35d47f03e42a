# expect: a Timer blinks while the main program computes
# prints: sum 4950
# prints: changes 10
from machine import Pin, Timer
import time

led = Pin(2, Pin.OUT, value=0)
changes = 0


def blink(t):
    global changes
    led.value(not led.value())
    changes += 1


timer = Timer(2)
timer.init(period=100, callback=blink)
total = 0
for n in range(100):
    total += n
    time.sleep_ms(10)
time.sleep_ms(50)
timer.deinit()
print("sum", total)
print("changes", changes)
