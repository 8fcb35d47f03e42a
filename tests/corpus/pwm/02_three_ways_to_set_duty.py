# expect: duty, duty_u16 and duty_ns read each other
# prints: 512 32768 10000000
# prints: 16384 256
# prints: 1499939
# prints: 50
from machine import PWM, Pin
import time

p = PWM(Pin(4), freq=50, duty=512)
time.sleep_ms(50)  # a duty is read back from the next period on
print(p.duty(), p.duty_u16(), p.duty_ns())
p.duty_u16(16384)
time.sleep_ms(50)
print(p.duty_u16(), p.duty())
p.duty_ns(1500000)
time.sleep_ms(50)
print(p.duty_ns())
print(p.freq())
p.deinit()
