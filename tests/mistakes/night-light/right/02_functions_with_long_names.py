# style: functions, long French names, written only at a change
from machine import ADC, Pin
from neopixel import NeoPixel
from time import sleep

SEUIL_DE_LA_NUIT = 20000
SEUIL_DU_JOUR = 30000
NOMBRE_DE_LUMIERES = 8
COULEUR_DE_LA_NUIT = (100, 80, 30)
COULEUR_DU_JOUR = (0, 0, 0)

capteur_de_lumiere = ADC(Pin(35), atten=ADC.ATTN_11DB)
barrette_lumineuse = NeoPixel(Pin(27), NOMBRE_DE_LUMIERES)


def peindre_toutes_les_lumieres(couleur):
    for numero in range(NOMBRE_DE_LUMIERES):
        barrette_lumineuse[numero] = couleur
    barrette_lumineuse.write()


def fait_il_nuit(faisait_nuit):
    clarte = capteur_de_lumiere.read_u16()
    if clarte < SEUIL_DE_LA_NUIT:
        return True
    if clarte > SEUIL_DU_JOUR:
        return False
    return faisait_nuit


il_fait_nuit = False
peindre_toutes_les_lumieres(COULEUR_DU_JOUR)
while True:
    avant = il_fait_nuit
    il_fait_nuit = fait_il_nuit(avant)
    if il_fait_nuit != avant:
        peindre_toutes_les_lumieres(COULEUR_DE_LA_NUIT if il_fait_nuit else COULEUR_DU_JOUR)
        print("nuit" if il_fait_nuit else "jour")
    sleep(0.1)
