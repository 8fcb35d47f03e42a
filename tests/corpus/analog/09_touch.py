# expect: a pad that nobody touches, a pin that has none
# prints: untouched
# prints: ValueError
from machine import Pin, TouchPad

pad = TouchPad(Pin(4))
print("touched" if pad.read() < 200 else "untouched")
try:
    TouchPad(Pin(5))
except ValueError:
    print("ValueError")
