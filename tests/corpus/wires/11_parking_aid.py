# expect: distance to beeps, out of reach is None
# prints: 150.0 slow
# prints: 25.0 fast
# prints: None silent
from hcsr04 import HCSR04
from machine import Pin
import time

sensor = HCSR04(trigger=Pin(5), echo=Pin(18))
time.sleep_ms(500)
for _ in range(3):
    cm = sensor.read()
    rounded = None if cm is None else round(cm / 5) * 5.0
    print(rounded, "silent" if cm is None else "fast" if cm < 50 else "slow")
    time.sleep(1)
