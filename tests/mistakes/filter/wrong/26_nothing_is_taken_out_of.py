# mistake: Nothing is taken out of the list: it grows for ever.
# line: 11
# names.fr: pop|dernieres|longue|grandit|retir|toutes
# names.en: pop|dernieres|long|grow|remove|all
from machine import ADC, Pin

capteur = ADC(Pin(35), atten=ADC.ATTN_11DB)
dernieres = []

def filtered(value):
    dernieres.append(value)
    triees = sorted(dernieres)
    return triees[len(triees) // 2]

def light():
    return filtered(capteur.read_u16())
