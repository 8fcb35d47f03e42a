# mistake: The filter is a mean of the last five measures, which spreads a spike instead of making it disappear; a median is needed.
# line: 16
# names.fr: moyenne|sum|somme ; median|parasite|etale|mesure fausse|milieu
# names.en: mean|average|sum ; median|spike|spread|wrong measure|outlier|middle
from machine import ADC, Pin

capteur = ADC(Pin(35), atten=ADC.ATTN_11DB)
TAILLE = 5
dernieres = []


def filtered(value):
    dernieres.append(value)
    if len(dernieres) > TAILLE:
        dernieres.pop(0)
    return sum(dernieres) / len(dernieres)


def light():
    return filtered(capteur.read_u16())


print("lumière", light())
