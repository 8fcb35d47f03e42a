# mistake: fill gets three numbers instead of one tuple of three numbers, which is an error as soon as night falls.
# line: 25
# names.fr: parenthèse|tuple|n-uplet|fill((|triplet|un seul ; fill|couleur|argument|trois
# names.en: parenthes|tuple|bracket|fill((|triple|one single|only one ; fill|colour|color|argument|three
# Street lamp
from machine import ADC, Pin
from neopixel import NeoPixel
import time

eye = ADC(Pin(35), atten=ADC.ATTN_11DB)
lamp = NeoPixel(Pin(27), 8)
it_is_night = False

while True:
    light = eye.read_u16()
    before = it_is_night

    if light < 20000:
        it_is_night = True
    elif light > 30000:
        it_is_night = False

    if it_is_night and not before:
        print("night", light)
        lamp.fill(60, 40, 10)
        lamp.write()
    elif before and not it_is_night:
        print("day", light)
        lamp.fill((0, 0, 0))
        lamp.write()

    time.sleep_ms(100)
