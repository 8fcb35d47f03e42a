# expect: distance to a tone
# prints: 20 cm -> 800 Hz
# does: shows buzzer:25 {"tone_hz": 800}
from buzzer import Buzzer
from hcsr04 import HCSR04
from machine import Pin
import time

sensor, buzzer = HCSR04(Pin(5), Pin(19)), Buzzer(Pin(25))
cm = round(sensor.read())
tone = 1000 - cm * 10
print("%d cm -> %d Hz" % (cm, tone))
buzzer.play(tone, 0.3)
