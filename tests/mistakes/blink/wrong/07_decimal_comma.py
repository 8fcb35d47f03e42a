# mistake: A decimal comma, so that sleep gets two numbers.
# line: 12
# names.fr: virgule|point|0.5 ; sleep|0,5|0.5|pause|nombre
# names.en: comma|point|0.5 ; sleep|0,5|0.5|pause|number
from machine import Pin
import time

led = Pin(2, Pin.OUT)

def allumer_puis_eteindre():
    led.value(1)
    time.sleep(0,5)
    led.value(0)
    time.sleep(0.5)

for _ in range(5):
    allumer_puis_eteindre()
