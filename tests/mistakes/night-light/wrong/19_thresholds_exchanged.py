# mistake: The thresholds are exchanged: it is lit below 30000 and put out above 20000.
# line: 9
# names.fr: seuil|20000|30000 ; échang|inver|30000|nuit|sous|entre
# names.en: threshold|20000|30000 ; exchang|swap|invert|revers|30000|night|below|between
from machine import ADC, Pin
from neopixel import NeoPixel
import time

NIGHT = 30000
DAY = 20000

eye = ADC(Pin(35), atten=ADC.ATTN_11DB)
lamp = NeoPixel(Pin(27), 8)
lit = False

while True:
    reading = eye.read_u16()
    if lit:
        if reading > DAY:
            lit = False
    else:
        if reading < NIGHT:
            lit = True
    lamp.fill((20, 20, 60) if lit else (0, 0, 0))
    lamp.write()
    time.sleep_ms(100)
