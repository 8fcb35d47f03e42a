# Sleeps a microsecond at a time. Ends: fuel. Hint: never-sleeps.
import time

while True:
    time.sleep_us(1)
