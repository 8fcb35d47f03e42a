# Sleeps a microsecond at a time. Ends: deadline. Hint: nothing-yet.
import time

while True:
    time.sleep_us(1)
