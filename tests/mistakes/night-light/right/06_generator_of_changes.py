# style: generator that yields only the changes
from machine import ADC, Pin
from neopixel import NeoPixel
import utime


def changements(lire, bas, haut):
    nuit = False
    while True:
        mesure = lire()
        if not nuit and mesure < bas or nuit and mesure > haut:
            nuit = not nuit
            yield nuit
        utime.sleep_ms(100)


lampe = NeoPixel(Pin(27), 8)
lampe.write()
oeil = ADC(Pin(35), atten=ADC.ATTN_11DB)
for nuit in changements(oeil.read_u16, 20000, 30000):
    lampe.fill((nuit * 70, nuit * 50, nuit * 20))
    lampe.write()
