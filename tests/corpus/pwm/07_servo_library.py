# expect: the kit's Servo, and an angle it refuses
# prints: 45
# prints: a servo turns from 0 to 180 degrees, not to 200
# does: shows sg90:19 {"target_degrees": 45}
from machine import Pin
from servo import Servo
import time

servo = Servo(Pin(19))
servo.turn(45)
time.sleep(0.5)
print(45)
try:
    servo.turn(200)
except ValueError as error:
    print(error)
