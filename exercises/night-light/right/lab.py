# style: the kit's lab.every and lab.run, a global state
import lab
from machine import ADC, Pin
from neopixel import NeoPixel

eye = ADC(Pin(35), atten=ADC.ATTN_11DB)
lamp = NeoPixel(Pin(27), 8)
lit = False


def show():
    lamp.fill((10, 20, 50) if lit else (0, 0, 0))
    lamp.write()


def look():
    global lit
    light = eye.read_u16()
    if light < 20000:
        lit = True
    elif light > 30000:
        lit = False
    show()


show()
lab.every(0.25, look)
lab.run()
