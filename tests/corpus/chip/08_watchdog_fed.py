# expect: a watchdog that is fed in time
# prints: 0 1 2 3 4
# prints: alive
# ends: runs
from machine import WDT
import time

dog = WDT(timeout=2000)
for n in range(5):
    print(n, end=" " if n < 4 else "\n")
    time.sleep(1)
    dog.feed()
print("alive")
while True:
    dog.feed()
    time.sleep_ms(500)
