# mistake: range(1, 8) goes from 1 to 7, so the first light, number 0, is never lit.
# line: 23
# names.fr: range|boucle|for ; 0|zéro|premi|sept|7|huit|8
# names.en: range|loop|for ; 0|zero|first|seven|7|eight|8
from machine import ADC, Pin
from neopixel import NeoPixel
from time import sleep

capteur = ADC(Pin(35), atten=ADC.ATTN_11DB)
np = NeoPixel(Pin(27), 8)
etat = "eteint"

while True:
    v = capteur.read_u16()
    nouveau = etat
    if v < 20000:
        nouveau = "allume"
    if v > 30000:
        nouveau = "eteint"
    if nouveau != etat:
        etat = nouveau
        couleur = (0, 0, 90) if etat == "allume" else (0, 0, 0)
        for n in range(1, 8):
            np[n] = couleur
        np.write()
    sleep(0.4)
