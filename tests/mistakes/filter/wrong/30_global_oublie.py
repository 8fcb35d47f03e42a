# mistake: filtered assigns to the list historique without `global`, so it is an unknown local variable (error).
# line: 13
# names.fr: global|locale|interieur|hors de la fonction ; historique|variable|liste|fonction
# names.en: global|local|inside|outside ; historique|variable|list|function
from machine import ADC, Pin

capteur = ADC(Pin(35), atten=ADC.ATTN_11DB)
historique = []


def filtered(value):
    # on garde les 5 dernières valeurs
    historique = (historique + [value])[-5:]
    triees = sorted(historique)
    return triees[len(triees) // 2]


def light():
    brut = capteur.read_u16()
    return filtered(brut)


for i in range(5):
    print("filtre :", light())
