# expect: duty beyond its range, frequency 0
# prints: ValueError
# prints: ValueError
# prints: ValueError
from machine import PWM, Pin

p = PWM(Pin(4), freq=1000)
for wrong in (lambda: p.duty(1024), lambda: p.duty_u16(-1), lambda: p.freq(0)):
    try:
        wrong()
        print("taken")
    except ValueError:
        print("ValueError")
