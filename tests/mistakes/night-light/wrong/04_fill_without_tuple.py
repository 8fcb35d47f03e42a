# mistake: fill gets three numbers instead of one colour in parentheses.
# line: 20
# names.fr: fill ; parenthèse|((|tuple|un seul|couleur|argument
# names.en: fill ; parenthes|bracket|((|tuple|one|colour|color|argument
import time
from neopixel import NeoPixel
from machine import Pin, ADC

capteur = ADC(Pin(35), atten=ADC.ATTN_11DB)
barrette = NeoPixel(Pin(27), 8)
nuit = False

while True:
    mesure = capteur.read_u16()
    if mesure < 20000:
        nuit = True
    elif mesure > 30000:
        nuit = False
    if nuit:
        barrette.fill(90, 70, 30)
    else:
        barrette.fill((0, 0, 0))
    barrette.write()
    time.sleep_ms(250)
