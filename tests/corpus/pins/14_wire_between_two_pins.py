# expect: nothing drives an input with a pull: it reads its pull
# prints: 1 0
# prints: 0 1
from machine import Pin

up = Pin(32, Pin.IN, Pin.PULL_UP)
down = Pin(33, Pin.IN, Pin.PULL_DOWN)
print(up.value(), down.value())
up.init(Pin.IN, Pin.PULL_DOWN)
down.init(Pin.IN, Pin.PULL_UP)
print(up.value(), down.value())
