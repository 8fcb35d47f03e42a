# expect: a servo sent to three angles by duty_ns
# does: shows sg90:18 {"target_degrees": 0}
# does: shows sg90:18 {"target_degrees": 90}
# does: shows sg90:18 {"target_degrees": 180}
# prints: 0
# prints: 90
# prints: 180
from machine import PWM, Pin
import time

servo = PWM(Pin(18), freq=50)


def turn(degrees):
    servo.duty_ns(500000 + (2400000 - 500000) * degrees // 180)


for degrees in (0, 90, 180):
    turn(degrees)
    print(degrees)
    time.sleep(1)
