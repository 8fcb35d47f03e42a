# expect: PWM of a pin without anything else
# prints: 5000 512
from machine import PWM, Pin
import time

pwm = PWM(Pin(2))
time.sleep_ms(10)
print(pwm.freq(), pwm.duty())
pwm.deinit()
