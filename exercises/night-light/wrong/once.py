from machine import ADC, Pin
from neopixel import NeoPixel
import time

eye = ADC(Pin(35), atten=ADC.ATTN_11DB)
lamp = NeoPixel(Pin(27), 8)
is_lit = False


def show(colour):
    lamp.fill(colour)
    lamp.write()


while True:
    light = eye.read_u16()
    if light < 20000 and not is_lit:
        is_lit = True
        # A greeting.
        show((60, 40, 10))
        time.sleep_ms(200)
        show((0, 0, 0))
        time.sleep_ms(200)
        show((60, 40, 10))
    elif light > 30000 and is_lit:
        is_lit = False
        show((0, 0, 0))
    time.sleep_ms(50)
