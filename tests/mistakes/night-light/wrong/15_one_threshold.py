# mistake: There is one threshold, in the middle, so that the lamp flickers at dusk.
# line: 15
# names.fr: seuil|25000 ; deux|30000|20000|hystérésis|tremble|clignot
# names.en: threshold|25000 ; two|30000|20000|hysteresis|trembl|flicker
from machine import ADC, Pin
from neopixel import NeoPixel
import time

THRESHOLD = 25000

eye = ADC(Pin(35), atten=ADC.ATTN_11DB)
lamp = NeoPixel(Pin(27), 8)

while True:
    if eye.read_u16() < THRESHOLD:
        lamp.fill((60, 40, 10))
    else:
        lamp.fill((0, 0, 0))
    lamp.write()
    time.sleep_ms(100)
