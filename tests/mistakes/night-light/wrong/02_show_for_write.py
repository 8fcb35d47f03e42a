# mistake: show() belongs to other libraries; MicroPython's NeoPixel has write().
# line: 15
# names.fr: show ; write
# names.en: show ; write
from machine import ADC, Pin
from neopixel import NeoPixel
import time

oeil = ADC(Pin(35), atten=ADC.ATTN_11DB)
lampe = NeoPixel(Pin(27), 8)


def peindre(couleur):
    lampe.fill(couleur)
    lampe.show()


allumee = False
peindre((0, 0, 0))
while True:
    lumiere = oeil.read_u16()
    if lumiere < 20000 and not allumee:
        allumee = True
        peindre((80, 60, 20))
    if lumiere > 30000 and allumee:
        allumee = False
        peindre((0, 0, 0))
    time.sleep_ms(100)
