# expect: a Timer printed
# prints: Timer(0, mode=PERIODIC, period=500)
from machine import Timer

t = Timer(0)
t.init(period=500, callback=lambda t: None)
print(t)
t.deinit()
