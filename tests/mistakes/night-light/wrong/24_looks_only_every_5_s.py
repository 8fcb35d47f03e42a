# mistake: Looks only every 5 s: more than 1 s late.
# line: 25
# names.fr: 5 ; tard|souvent|attend|pause|sleep
# names.en: 5 ; late|often|wait|pause|sleep
from machine import ADC, Pin
from neopixel import NeoPixel
import time

capteur = ADC(Pin(35), atten=ADC.ATTN_11DB)
bande = NeoPixel(Pin(27), 8)
allumee = False

while True:
    clarte = capteur.read_u16()
    if clarte < 20000 and not allumee:
        allumee = True
        for i in range(8):
            bande[i] = (80, 60, 20)
        bande.write()
    elif clarte > 30000 and allumee:
        allumee = False
        for i in range(8):
            bande[i] = (0, 0, 0)
        bande.write()
    time.sleep(5)
