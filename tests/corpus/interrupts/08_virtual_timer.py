# expect: Timer(-1), and a timer number that does not exist
# prints: 3
# prints: ValueError
from machine import Timer
import time

n = 0


def up(_):
    global n
    n += 1


t = Timer(-1)
t.init(period=100, callback=up)
time.sleep_ms(350)
t.deinit()
print(n)
try:
    Timer(7)
except ValueError:
    print("ValueError")
