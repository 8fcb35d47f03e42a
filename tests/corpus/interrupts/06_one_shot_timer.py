# expect: a Timer that rings once
# prints: waiting
# prints: ring
# prints: done
from machine import Timer
import time

Timer(1, mode=Timer.ONE_SHOT, period=300, callback=lambda t: print("ring"))
print("waiting")
time.sleep(1)
print("done")
