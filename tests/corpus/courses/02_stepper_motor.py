# expect: half steps on four pins, there and back
# prints: 8 steps: 1000 1100 0100 0110 0010 0011 0001 1001
# prints: back at 1000
from machine import Pin
import time

COILS = [Pin(n, Pin.OUT, value=0) for n in (14, 27, 26, 25)]
SEQUENCE = (0b1000, 0b1100, 0b0100, 0b0110, 0b0010, 0b0011, 0b0001, 0b1001)


def state():
    return "".join(str(c.value()) for c in COILS)


def put(bits):
    for i, coil in enumerate(COILS):
        coil.value(bits >> (3 - i) & 1)
    time.sleep_ms(2)


seen = []
for bits in SEQUENCE:
    put(bits)
    seen.append(state())
print(len(seen), "steps:", *seen)
for bits in reversed(SEQUENCE):
    put(bits)
print("back at", state())
