# style: state machine in a table of tuples, try/finally that puts the lamp out
from machine import ADC, Pin
from neopixel import NeoPixel
import time

JOUR, NUIT = "jour", "nuit"
REGLES = {
    JOUR: (lambda mesure: mesure < 20000, NUIT),
    NUIT: (lambda mesure: mesure > 30000, JOUR),
}
COULEURS = {JOUR: (0, 0, 0), NUIT: (64, 48, 0)}

oeil = ADC(Pin(35))
oeil.atten(ADC.ATTN_11DB)
lampe = NeoPixel(Pin(27), 8)
etat = JOUR

try:
    while True:
        condition, suivant = REGLES[etat]
        if condition(oeil.read_u16()):
            etat = suivant
        for i in range(8):
            lampe[i] = COULEURS[etat]
        lampe.write()
        time.sleep_ms(80)
finally:
    lampe.fill((0, 0, 0))
    lampe.write()
