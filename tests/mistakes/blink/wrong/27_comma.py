# mistake: The half second is written with a decimal comma, 0,5, which makes a tuple (0, 5) that sleep refuses; 0.5 is needed.
# line: 8
# names.fr: virgule|0,5|tuple|n-uplet|DEMI ; point|0.5|nombre|décimal
# names.en: comma|0,5|tuple|DEMI ; point|dot|0.5|number|decimal
from machine import Pin
from time import sleep

DEMI = 0,5
led = Pin(2, Pin.OUT)


def eclat():
    led.on()
    sleep(DEMI)
    led.off()
    sleep(DEMI)


for k in range(5):
    eclat()
