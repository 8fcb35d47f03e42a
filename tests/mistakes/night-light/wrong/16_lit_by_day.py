# mistake: The lamp is lit by day and out at night: the two are exchanged.
# line: 28
# names.fr: nuit|jour|inver|contraire|échang|sens ; allum|étei|20000|30000|sens
# names.en: night|day|invert|revers|exchang|opposite|swap|wrong way ; lit|light|out|off|20000|30000
from machine import ADC, Pin
from neopixel import NeoPixel
import time

oeil = ADC(Pin(35), atten=ADC.ATTN_11DB)
lampe = NeoPixel(Pin(27), 8)
lampe.fill((0, 0, 0))
lampe.write()


def allumer():
    lampe.fill((50, 40, 30))
    lampe.write()


def eteindre():
    lampe.fill((0, 0, 0))
    lampe.write()


while True:
    lumiere = oeil.read_u16()
    if lumiere > 30000:
        allumer()
    elif lumiere < 20000:
        eteindre()
    time.sleep_ms(150)
