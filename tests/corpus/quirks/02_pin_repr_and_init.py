# expect: printing objects of machine
# prints: Pin(5)
# prints: PWM(Pin(4), freq=5000, duty_u16=32768)
# prints: ADC(Pin(34), atten=3)
# prints: SoftI2C(scl=22, sda=21, freq=...)
# prints: Signal
from machine import ADC, PWM, Pin, Signal, SoftI2C

print(Pin(5, Pin.OUT))
pwm = PWM(Pin(4))
pwm.duty_u16()
import time

time.sleep_ms(10)
print(pwm)
pwm.deinit()
print(ADC(Pin(34)))
print(SoftI2C(scl=Pin(22), sda=Pin(21)))
print("Signal" + ("" if Signal(Pin(2, Pin.OUT)) else "?"))
