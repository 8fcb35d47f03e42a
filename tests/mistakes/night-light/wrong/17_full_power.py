# mistake: The colour is 255, although 100 is the most.
# line: 20
# names.fr: 255|puissan|fort|couleur|trop ; 100
# names.en: 255|power|bright|colour|color|too ; 100
from machine import ADC, Pin, Timer
from neopixel import NeoPixel
import time

eye = ADC(Pin(35), atten=ADC.ATTN_11DB)
lamp = NeoPixel(Pin(27), 8)
state = {"lit": False}


def look(timer):
    light = eye.read_u16()
    if light < 20000:
        state["lit"] = True
    elif light > 30000:
        state["lit"] = False
    lamp.fill((255, 255, 255) if state["lit"] else (0, 0, 0))
    lamp.write()


Timer(0).init(period=250, callback=look)
while True:
    time.sleep(1)
