# mistake: There is no pause after the LED goes out.
# line: 15
# names.fr: pause|attend|attente|sleep ; éteint|value(0)|off|extinction
# names.en: pause|wait|sleep ; off|value(0)|dark|goes out
from machine import Pin
import time

led = Pin(2, Pin.OUT)

i = 0
while i < 5:
    i += 1
    led.value(1)
    time.sleep(0.5)
    led.value(0)
