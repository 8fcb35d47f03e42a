# mistake: The colour is one hexadecimal number, as with Adafruit's library, instead of three numbers.
# line: 25
# names.fr: couleur|0x|fill|warm|nombre|entier|int ; trois|(|tuple|rouge|parenthèse
# names.en: colour|color|0x|fill|warm|number|integer|int ; three|(|tuple|red|parenthes
from machine import ADC, Pin
from neopixel import NeoPixel
import time

WARM = 0x3C280A
BLACK = 0x000000

eye = ADC(Pin(35), atten=ADC.ATTN_11DB)
lamp = NeoPixel(Pin(27), 8)


class NightLight:
    lit = False

    def update(self):
        light = eye.read_u16()
        if light < 20000:
            self.lit = True
        elif light > 30000:
            self.lit = False
        lamp.fill(WARM if self.lit else BLACK)
        lamp.write()


night_light = NightLight()
while True:
    night_light.update()
    time.sleep_ms(200)
