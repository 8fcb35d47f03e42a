# mistake: 500 is given to sleep, which counts seconds.
# line: 14
# names.fr: seconde ; sleep|500
# names.en: second ; sleep|500
from machine import Pin
import time

led = Pin(2, Pin.OUT)
pause = 500

n = 0
while n < 5:
    led.value(1)
    time.sleep(pause)
    led.value(0)
    time.sleep(pause)
    n = n + 1
