# expect: a button held while the board starts
# prints: held
# prints: released
from machine import Pin
import time

button = Pin(18, Pin.IN, Pin.PULL_UP)
print("held" if button.value() == 0 else "free")
time.sleep(3)
print("released" if button.value() else "held")
