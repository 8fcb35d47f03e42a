# mistake: MicroPython has no module statistics.
# line: 6
# names.fr: statistics ; module|bibliothèque|import|micropython|existe
# names.en: statistics ; module|library|import|micropython|exist
from machine import ADC, Pin
from statistics import median

capteur = ADC(Pin(35), atten=ADC.ATTN_11DB)
dernieres = []


def filtered(value):
    dernieres.append(value)
    if len(dernieres) > 5:
        del dernieres[0]
    return median(dernieres)


def light():
    mesures = []
    for i in range(7):
        mesures.append(capteur.read_u16())
    return median(mesures)
