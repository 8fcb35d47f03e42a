# expect: a potentiometer moves a servo
# prints: moved
# does: shows sg90:18 {"target_degrees": 0}
# does: shows sg90:18 {"target_degrees": 180}
from machine import ADC, PWM, Pin
import time

knob = ADC(Pin(34), atten=ADC.ATTN_11DB)
servo = PWM(Pin(18), freq=50)
for _ in range(40):
    share = min(1, max(0, (knob.read() - 100) / 3900))
    servo.duty_ns(int(500000 + share * 1900000))
    time.sleep_ms(100)
print("moved")
