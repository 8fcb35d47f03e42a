# mistake: The place of the middle is computed with /, which gives a number with decimals, not an index.
# line: 17
# names.fr: /|len ; //|entier|indice|décimal|float
# names.en: /|len ; //|integer|whole|index|decimal|float
from machine import ADC, Pin

photo = ADC(Pin(35), atten=ADC.ATTN_11DB)
memoire = []
TAILLE = 5


def filtered(value):
    memoire.append(value)
    while len(memoire) > TAILLE:
        memoire.pop(0)
    triees = sorted(memoire)
    return triees[len(triees) / 2]


def light():
    valeur = 0
    for i in range(TAILLE):
        valeur = filtered(photo.read_u16())
    return valeur


print("Lumière :", light())
