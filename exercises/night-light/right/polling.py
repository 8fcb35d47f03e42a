# style: polls fast, writes only what changes, light by light
from machine import ADC, Pin
from neopixel import NeoPixel
import time

eye = ADC(Pin(35))
eye.atten(ADC.ATTN_11DB)
lamp = NeoPixel(Pin(27), 8)
shown = False

while True:
    time.sleep_ms(20)
    light = eye.read_u16()
    wanted = light < 20000 if not shown else light <= 30000
    if wanted != shown:
        shown = wanted
        for place in range(8):
            lamp[place] = (0, 0, 80) if shown else (0, 0, 0)
            lamp.write()
