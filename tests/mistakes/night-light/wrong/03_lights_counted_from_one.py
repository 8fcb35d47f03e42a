# mistake: The lights are counted from 1 to 8, but their numbers are 0 to 7.
# line: 16
# names.fr: range|indice|index|numéro|8 ; 0|7|zéro|dernier|hors
# names.en: range|index|number|8 ; 0|7|zero|last|out of
from machine import ADC, Pin
from neopixel import NeoPixel
import time

LIGHTS = 8
eye = ADC(Pin(35), atten=ADC.ATTN_11DB)
strip = NeoPixel(Pin(27), LIGHTS)


def paint(red, green, blue):
    for i in range(1, LIGHTS + 1):
        strip[i] = (red, green, blue)
    strip.write()


on = False
while True:
    value = eye.read_u16()
    if not on and value < 20000:
        on = True
        paint(50, 50, 0)
    elif on and value > 30000:
        on = False
        paint(0, 0, 0)
    time.sleep(0.1)
