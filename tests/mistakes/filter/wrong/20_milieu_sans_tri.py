# mistake: The value in the middle is taken from the list as it came, unsorted: the spike only comes out two measures later.
# line: 15
# names.fr: tri|sort|ordre ; milieu|médiane|median|liste|sorted
# names.en: sort|order ; middle|median|list|sorted
from machine import ADC, Pin

adc = ADC(Pin(35), atten=ADC.ATTN_11DB)
cinq_dernieres = []


def filtered(value):
    cinq_dernieres.append(value)
    if len(cinq_dernieres) > 5:
        cinq_dernieres.pop(0)
    return cinq_dernieres[len(cinq_dernieres) // 2]


def light():
    resultat = 0
    for k in range(5):
        resultat = filtered(adc.read_u16())
    return resultat
