# Replaces the module `time` by its own. Ends: finished. Hint: no-pause.
import sys


class Time:
    @staticmethod
    def sleep(seconds):
        print("slept", seconds)


sys.modules["time"] = sys.modules["utime"] = Time()
import time
from machine import Pin

led = Pin(2, Pin.OUT)
for turn in range(5):
    led.on()
    time.sleep(0.5)
    led.off()
    time.sleep(0.5)
