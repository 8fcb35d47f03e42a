# Sleeps a microsecond at a time. Ends: fuel. Hint: quiet.short-pause.
import time

while True:
    time.sleep_us(1)
