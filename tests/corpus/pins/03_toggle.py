# expect: Pin.toggle
# prints: [1, 0, 1, 0]
from machine import Pin

led = Pin(4, Pin.OUT, value=0)
seen = []
for _ in range(4):
    led.toggle()
    seen.append(led.value())
print(seen)
