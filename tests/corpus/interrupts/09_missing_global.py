# expect: a handler that assigns a name of the module without global
# prints: start
# prints: Traceback (most recent call last):
# prints:   File "main.py", line ..., in tick
# prints: NameError: local variable referenced before assignment
# prints: 0
from machine import Timer
import time

count = 0
print("start")


def tick(timer):
    # The error is printed, the program goes on.
    count += 1


Timer(0, mode=Timer.ONE_SHOT, period=100, callback=tick)
time.sleep(1)
print(count)
