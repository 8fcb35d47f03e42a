# Starts a watchdog and computes for ever. Ends: reset. Hint: error.
from machine import WDT

WDT(timeout=1)
for turn in range(10**12):
    pass
