# style: mean of the last eight readings, functions
from machine import ADC, Pin
from neopixel import NeoPixel
import time

eye = ADC(Pin(35), atten=ADC.ATTN_11DB)
lamp = NeoPixel(Pin(27), 8)
readings = []


def light():
    readings.append(eye.read_u16())
    if len(readings) > 8:
        readings.pop(0)
    return sum(readings) / len(readings)


def update(is_lit):
    level = light()
    if level < 20000:
        return True
    if level > 30000:
        return False
    return is_lit


lit = False
while True:
    now = update(lit)
    if now is not lit:
        lit = now
        lamp.fill((0, 100, 0) if lit else (0, 0, 0))
        lamp.write()
    time.sleep_ms(50)
