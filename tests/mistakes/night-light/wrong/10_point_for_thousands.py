# mistake: 20.000 is twenty in Python, not twenty thousand.
# line: 9
# names.fr: 20.000|point|30.000 ; 20000|vingt|décimal|mille|virgule|seuil
# names.en: 20.000|point|dot|30.000 ; 20000|twenty|decimal|thousand|threshold
from machine import ADC, Pin
from neopixel import NeoPixel
import time

BAS = 20.000
HAUT = 30.000
ETEINT = (0, 0, 0)
BLANC = (50, 50, 50)

oeil = ADC(Pin(35), atten=ADC.ATTN_11DB)
lampe = NeoPixel(Pin(27), 8)
allumee = False
while True:
    lumiere = oeil.read_u16()
    if lumiere < BAS:
        allumee = True
    elif lumiere > HAUT:
        allumee = False
    lampe.fill(BLANC if allumee else ETEINT)
    lampe.write()
    time.sleep_ms(200)
