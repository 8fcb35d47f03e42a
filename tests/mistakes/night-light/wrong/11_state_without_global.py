# mistake: The functions change lit without declaring it global, so that the lamp never goes out.
# line: 15
# names.fr: global ; lit
# names.en: global ; lit
from machine import ADC, Pin
from neopixel import NeoPixel
import time

eye = ADC(Pin(35), atten=ADC.ATTN_11DB)
lamp = NeoPixel(Pin(27), 8)
lit = False


def switch_on():
    lit = True
    lamp.fill((60, 40, 10))
    lamp.write()


def switch_off():
    lit = False
    lamp.fill((0, 0, 0))
    lamp.write()


while True:
    light = eye.read_u16()
    if light < 20000 and not lit:
        switch_on()
    elif light > 30000 and lit:
        switch_off()
    time.sleep_ms(200)
