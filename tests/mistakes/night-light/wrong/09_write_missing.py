# mistake: write() is never called, so that nothing is seen.
# line: 20
# names.fr: write ; lampe|lamp|néopixel|neopixel|lumière|voit|visible|envo|appel|barrette|couleur
# names.en: write ; lamp|neopixel|light|seen|visible|send|sent|call|strip|colour|color
from machine import ADC, Pin
from neopixel import NeoPixel
import time

eye = ADC(Pin(35), atten=ADC.ATTN_11DB)
lamp = NeoPixel(Pin(27), 8)
is_night = False

while True:
    brightness = eye.read_u16()
    if brightness < 20000:
        is_night = True
    elif brightness > 30000:
        is_night = False
    if is_night:
        lamp.fill((60, 40, 10))
    else:
        lamp.fill((0, 0, 0))
    time.sleep_ms(100)
