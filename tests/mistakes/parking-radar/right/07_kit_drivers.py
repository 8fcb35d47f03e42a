# style: the kit's drivers hcsr04 and buzzer
from buzzer import Buzzer
from hcsr04 import HCSR04
from machine import Pin
import time

sensor = HCSR04(trigger=Pin(5), echo=Pin(18))
buzzer = Buzzer(Pin(25))
cm = None
measured = beeped = time.ticks_ms()

while True:
    now = time.ticks_ms()
    if time.ticks_diff(now, measured) >= 62:
        measured = now
        try:
            cm = sensor.read()
        except OSError as problem:
            print(problem)
            cm = None
    now = time.ticks_ms()
    if cm is None or cm > 100:
        buzzer.silence()
    elif cm < 10:
        buzzer.play(1000)
    elif time.ticks_diff(now, beeped) >= cm * 10:
        beeped = now
        buzzer.play(1000)
    elif time.ticks_diff(now, beeped) >= 30:
        buzzer.silence()
    time.sleep_ms(2)
