# mistake: The state begins again with False at each turn: between the thresholds the lamp goes out.
# line: 13
# names.fr: is_lit ; boucle|tour|chaque fois
# names.en: is_lit ; loop|turn|each time|every time
from machine import ADC, Pin
from neopixel import NeoPixel
import time

eye = ADC(Pin(35), atten=ADC.ATTN_11DB)
lamp = NeoPixel(Pin(27), 8)

while True:
    is_lit = False
    value = eye.read_u16()
    if value < 20000:
        is_lit = True
    if value > 30000:
        is_lit = False
    if is_lit:
        lamp.fill((60, 60, 60))
    else:
        lamp.fill((0, 0, 0))
    lamp.write()
    time.sleep_ms(150)
