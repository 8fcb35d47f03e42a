# mistake: Only lampe[0] is lit, and not the eight lights.
# line: 19
# names.fr: 8|huit|toutes|fill|chacune ; 0|première|une seule|seule|boucle|for|fill|lumière
# names.en: 8|eight|all|fill|each|every ; 0|first|one|only|loop|for|fill|light
from machine import ADC, Pin
from neopixel import NeoPixel
import time

oeil = ADC(Pin(35), atten=ADC.ATTN_11DB)
lampe = NeoPixel(Pin(27), 8)
allumee = False
while True:
    mesure = oeil.read_u16()
    if mesure < 20000:
        allumee = True
    elif mesure > 30000:
        allumee = False
    if allumee:
        lampe[0] = (60, 40, 10)
    else:
        lampe[0] = (0, 0, 0)
    lampe.write()
    time.sleep_ms(200)
