# mistake: allumee is set back to False at each turn of the loop, so between the thresholds the lamp forgets that it was lit and goes out.
# line: 13
# names.fr: boucle|while|à chaque tour|avant ; allumee|état|False|oubli|remis|variable
# names.en: loop|while|each turn|every time|before ; allumee|state|False|forget|reset|variable
from machine import ADC, Pin
from neopixel import NeoPixel
import time

oeil = ADC(Pin(35), atten=ADC.ATTN_11DB)
lampe = NeoPixel(Pin(27), 8)

while True:
    allumee = False
    lumiere = oeil.read_u16()
    if lumiere < 20000:
        allumee = True
    elif lumiere > 30000:
        allumee = False
    if allumee:
        lampe.fill((60, 40, 10))
    else:
        lampe.fill((0, 0, 0))
    lampe.write()
    time.sleep_ms(500)
