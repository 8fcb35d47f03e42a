# mistake: A space stands among the digits of 20 000.
# line: 9
# names.fr: espace|20 000 ; 20000|nombre|chiffre
# names.en: space|20 000 ; 20000|number|digit
from machine import ADC, Pin
from neopixel import NeoPixel
from time import sleep_ms

SEUIL_NUIT = 20 000
SEUIL_JOUR = 30 000

oeil = ADC(Pin(35), atten=ADC.ATTN_11DB)
lampe = NeoPixel(Pin(27), 8)
allumee = False

while True:
    m = oeil.read_u16()
    if m < SEUIL_NUIT:
        allumee = True
    elif m > SEUIL_JOUR:
        allumee = False
    for i in range(8):
        lampe[i] = (70, 70, 0) if allumee else (0, 0, 0)
    lampe.write()
    sleep_ms(100)
