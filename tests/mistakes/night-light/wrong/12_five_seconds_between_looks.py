# mistake: The pause of 5 s makes the lamp late: 1 s at most is asked.
# line: 24
# names.fr: pause|sleep|attente|attend|5 ; 1 s|seconde|tard|plus court|souvent|trop long|lent
# names.en: pause|sleep|wait|5 ; 1 s|second|late|short|often|too long|slow
from machine import ADC, Pin
from neopixel import NeoPixel
import time

capteur_de_lumiere = ADC(Pin(35), atten=ADC.ATTN_11DB)
lampadaire = NeoPixel(Pin(27), 8)
allume = False

while True:
    clarte = capteur_de_lumiere.read_u16()
    if clarte < 20000:
        allume = True
    elif clarte > 30000:
        allume = False
    if allume:
        lampadaire.fill((30, 30, 30))
    else:
        lampadaire.fill((0, 0, 0))
    lampadaire.write()
    time.sleep(5)
