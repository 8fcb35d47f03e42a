# expect: eight LEDs as a level meter
# prints: ....|....|
# prints: [1, 1, 1, 0, 0, 0, 0, 0]
# prints: [1, 1, 1, 1, 1, 1, 1, 1]
# prints: [0, 0, 0, 0, 0, 0, 0, 0]
from machine import Pin

PINS = (12, 13, 14, 15, 16, 17, 18, 19)
leds = [Pin(n, Pin.OUT, value=0) for n in PINS]
print("....|" * 2)


def level(value, top=100):
    lit = min(len(leds), max(0, value * len(leds) // top))
    for i, led in enumerate(leds):
        led.value(i < lit)
    return [led.value() for led in leds]


print(level(40))
print(level(250))
print(level(-5))
