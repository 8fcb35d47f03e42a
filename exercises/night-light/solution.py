from machine import ADC, Pin
from neopixel import NeoPixel
import time

DARK = 20000
BRIGHT = 30000
WARM = (60, 40, 10)
OFF = (0, 0, 0)

eye = ADC(Pin(35), atten=ADC.ATTN_11DB)
lamp = NeoPixel(Pin(27), 8)
is_lit = False

while True:
    light = eye.read_u16()
    if light < DARK:
        is_lit = True
    elif light > BRIGHT:
        is_lit = False
    lamp.fill(WARM if is_lit else OFF)
    lamp.write()
    time.sleep_ms(100)
