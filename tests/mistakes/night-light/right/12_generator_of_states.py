from machine import ADC, Pin
from neopixel import NeoPixel
from time import sleep_ms

CREPUSCULE = 20000
AUBE = 30000
COULEURS = {True: (60, 20, 60), False: (0, 0, 0)}


def etats_de_la_nuit(capteur_de_lumiere):
    il_fait_nuit = False
    while True:
        luminosite = capteur_de_lumiere.read_u16()
        if luminosite < CREPUSCULE or luminosite > AUBE:
            il_fait_nuit = luminosite < CREPUSCULE
        yield il_fait_nuit


barrette = NeoPixel(Pin(27, Pin.OUT), 8)
for nuit in etats_de_la_nuit(ADC(Pin(35), atten=ADC.ATTN_11DB)):
    for numero in range(len(barrette)):
        barrette[numero] = COULEURS[nuit]
    barrette.write()
    sleep_ms(300)
