# expect: a stopped PWM is inactive
# prints: RuntimeError
# prints: 0
from machine import PWM, Pin

pwm = PWM(Pin(2), freq=1000, duty=512)
pwm.deinit()
try:
    pwm.duty(100)
    print("taken")
except RuntimeError:
    print("RuntimeError")
led = Pin(2, Pin.OUT, value=0)
print(led.value())
