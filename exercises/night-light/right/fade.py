# style: lights up gently, goes out at once, try and finally
from machine import ADC, Pin
from neopixel import NeoPixel
import time

eye = ADC(Pin(35), atten=ADC.ATTN_11DB)
lamp = NeoPixel(Pin(27), 8)


def fill(level):
    lamp.fill((level, level // 2, 0))
    lamp.write()


try:
    lit = False
    while True:
        light = eye.read_u16()
        if not lit and light < 20000:
            lit = True
            for level in range(0, 91, 10):
                fill(level)
                time.sleep_ms(50)
        elif lit and light > 30000:
            lit = False
            fill(0)
        time.sleep_ms(20)
finally:
    fill(0)
