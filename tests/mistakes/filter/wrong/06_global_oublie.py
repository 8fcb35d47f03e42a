# mistake: filtered gives derniers a new value without saying global: the name is local and has no value yet.
# line: 12
# names.fr: derniers ; global|locale|local|fonction|valeur
# names.en: derniers ; global|local|function|value
from machine import ADC, Pin

capteur = ADC(Pin(35), atten=ADC.ATTN_11DB)
derniers = []


def filtered(value):
    derniers = (derniers + [value])[-5:]
    ordre = sorted(derniers)
    return ordre[len(ordre) // 2]


def light():
    for _ in range(5):
        v = filtered(capteur.read_u16())
    return v


print(light())
