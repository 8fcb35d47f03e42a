# mistake: fill gets three numbers instead of one triple.
# line: 19
# names.fr: fill ; parenthèse|triplet|tuple|argument|trois
# names.en: fill ; parenthes|triple|tuple|argument|three
from machine import ADC, Pin
from neopixel import NeoPixel
import time

ldr = ADC(Pin(35), atten=ADC.ATTN_11DB)
pixels = NeoPixel(Pin(27), 8)
allume = False
while True:
    mesure = ldr.read_u16()
    if mesure < 20000:
        allume = True
    elif mesure > 30000:
        allume = False
    if allume:
        pixels.fill(60, 40, 10)
    else:
        pixels.fill((0, 0, 0))
    pixels.write()
    time.sleep_ms(100)
