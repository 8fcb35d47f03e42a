# mistake: write() is missing after filling the colours for the night.
# line: 18
# names.fr: write
# names.en: write
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
    elif clarte > 30000 and allumee:
        allumee = False
        for i in range(8):
            bande[i] = (0, 0, 0)
        bande.write()
    time.sleep(0.2)
