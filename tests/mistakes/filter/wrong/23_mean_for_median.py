# mistake: A mean spreads the spike over the whole list, a median would ignore it.
# line: 18
# names.fr: moyenne|médiane
# names.en: mean|average|median
from machine import ADC, Pin

capteur = ADC(Pin(35), atten=ADC.ATTN_11DB)


class Filtre:
    def __init__(self, taille):
        self.taille = taille
        self.valeurs = []

    def passe(self, v):
        self.valeurs.append(v)
        self.valeurs = self.valeurs[-self.taille:]
        return sum(self.valeurs) / len(self.valeurs)


f = Filtre(5)


def filtered(value):
    return f.passe(value)


def light():
    return filtered(capteur.read_u16())
