# mistake: read_u16 is not called, and an except with pass hides the error.
# line: 16
# names.fr: read_u16|except ; parenthèse|()|cache|avale|ignor|masqu|tait|erreur
# names.en: read_u16|except ; parenthes|bracket|()|hid|swallow|ignor|silen|error
from machine import ADC, Pin
from neopixel import NeoPixel
import time

oeil = ADC(Pin(35), atten=ADC.ATTN_11DB)
lampe = NeoPixel(Pin(27), 8)
etat = "jour"

while True:
    try:
        lumiere = oeil.read_u16
        if lumiere < 20000:
            etat = "nuit"
        elif lumiere > 30000:
            etat = "jour"
        lampe.fill((60, 60, 20) if etat == "nuit" else (0, 0, 0))
        lampe.write()
    except Exception:
        pass
    time.sleep_ms(200)
