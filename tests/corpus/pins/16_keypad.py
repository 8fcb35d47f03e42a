# expect: a matrix keypad scanned row by row, no key pressed
# prints: None
from machine import Pin

ROWS = [Pin(n, Pin.OUT, value=0) for n in (13, 12, 14, 27)]
COLUMNS = [Pin(n, Pin.IN, Pin.PULL_DOWN) for n in (26, 25, 33, 32)]
KEYS = ("123A", "456B", "789C", "*0#D")


def key():
    for r, row in enumerate(ROWS):
        row.on()
        for c, column in enumerate(COLUMNS):
            if column.value():
                row.off()
                return KEYS[r][c]
        row.off()


print(key())
