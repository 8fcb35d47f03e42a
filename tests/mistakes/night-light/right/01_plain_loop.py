# style: plain loop, the lamp is written at each turn
from machine import ADC, Pin
from neopixel import NeoPixel
import time

eye = ADC(Pin(35), atten=ADC.ATTN_11DB)
lamp = NeoPixel(Pin(27), 8)
lit = False

while True:
    light = eye.read_u16()
    if light < 20000:
        lit = True
    elif light > 30000:
        lit = False
    lamp.fill((60, 40, 10) if lit else (0, 0, 0))
    lamp.write()
    time.sleep_ms(200)
