# mistake: The colour uses 255, more than the 100 allowed for each of red, green and blue.
# line: 8
# names.fr: 255|couleur|BLANC|lumineu|fort ; 100|USB|courant|trop
# names.en: 255|colour|color|BLANC|bright ; 100|USB|current|too
from machine import ADC, Pin, Timer
import neopixel

BLANC = (255, 255, 255)
NOIR = (0, 0, 0)

photo = ADC(Pin(35), atten=ADC.ATTN_11DB)
barrette = neopixel.NeoPixel(Pin(27), 8)
nuit = False


def afficher(couleur):
    barrette.fill(couleur)
    barrette.write()


def verifier(t):
    global nuit
    mesure = photo.read_u16()
    if mesure < 20000 and not nuit:
        nuit = True
        afficher(BLANC)
    if mesure > 30000 and nuit:
        nuit = False
        afficher(NOIR)


afficher(NOIR)
Timer(0).init(period=250, mode=Timer.PERIODIC, callback=verifier)
