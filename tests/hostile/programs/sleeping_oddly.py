# Sleeps for negative, huge, infinite and impossible times. Ends: deadline. Hint: nothing-yet.
import time

for wait in (time.sleep, time.sleep_ms, time.sleep_us):
    for value in (-1, -(10**30), float("nan"), float("-inf"), None, "1", 0, -0.0):
        try:
            wait(value)
        except (TypeError, ValueError, OverflowError, OSError):
            pass
for value in (float("inf"), 1e308, 10**30, 2**63, 2**31 - 1):
    try:
        time.sleep(value)
    except (TypeError, ValueError, OverflowError, OSError):
        pass
while True:
    time.sleep_ms(2**29)
