# mistake: else if does not exist in Python: it is elif.
# line: 17
# names.fr: elif ; else
# names.en: elif ; else
from machine import ADC, Pin
from neopixel import NeoPixel
import time

oeil = ADC(Pin(35), atten=ADC.ATTN_11DB)
lampe = NeoPixel(Pin(27), 8)

while True:
    lumiere = oeil.read_u16()
    if lumiere < 20000:
        lampe.fill((40, 40, 40))
        lampe.write()
    else if lumiere > 30000:
        lampe.fill((0, 0, 0))
        lampe.write()
    time.sleep_ms(300)
