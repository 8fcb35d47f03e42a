# expect: a multiplexed display of two digits, which segments are lit for which digit
# prints: 4: b c f g
# prints: 2: a b d e g
from machine import Pin
import time

NAMES = "abcdefg"
SEGMENTS = [Pin(n, Pin.OUT, value=0) for n in (13, 12, 14, 27, 26, 25, 33)]
DIGITS = [Pin(n, Pin.OUT, value=1) for n in (18, 19)]
SHAPES = [0x3F, 0x06, 0x5B, 0x4F, 0x66, 0x6D, 0x7D, 0x07, 0x7F, 0x6F]


def show(position, digit):
    for other in DIGITS:
        other.value(1)
    for bit, segment in enumerate(SEGMENTS):
        segment.value(SHAPES[digit] >> bit & 1)
    DIGITS[position].value(0)


for turn in range(50):
    for position, digit in enumerate((4, 2)):
        show(position, digit)
        if turn == 0:
            print("%d: %s" % (digit, " ".join(n for n, s in zip(NAMES, SEGMENTS) if s.value())))
        time.sleep_ms(5)
