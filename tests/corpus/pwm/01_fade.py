# expect: a LED brightened step by step
# prints: 0 256 512 768 1023
# does: shows led:2 {"brightness": 1.0}
from machine import PWM, Pin
import time

led = PWM(Pin(2), freq=5000, duty=0)
seen = []
for duty in (0, 256, 512, 768, 1023):
    led.duty(duty)
    time.sleep_ms(100)
    seen.append(led.duty())
print(*seen)
