# mistake: The lamp is taken for lit at the start, so that it shines until the first real day.
# line: 14
# names.fr: début|démarr|départ|commenc|premi|initial ; étei|false|allum|true
# names.en: start|begin|first|initial ; off|out|false|lit|true
from machine import ADC, Pin
from neopixel import NeoPixel
import time

oeil = ADC(Pin(35), atten=ADC.ATTN_11DB)
lampe = NeoPixel(Pin(27), 8)


def veiller():
    allumee = True
    while True:
        lumiere = oeil.read_u16()
        if lumiere < 20000:
            allumee = True
        elif lumiere > 30000:
            allumee = False
        couleur = (70, 50, 20) if allumee else (0, 0, 0)
        lampe.fill(couleur)
        lampe.write()
        time.sleep_ms(200)


veiller()
