# mistake: The except hides that mesure is not defined (the parameter is value): the raw value always comes out.
# line: 13
# names.fr: except|erreur ; mesure|nom|cache|avale|ignor|masqu
# names.en: except|error ; mesure|name|hid|swallow|ignor
from machine import ADC, Pin

entree = ADC(Pin(35), atten=ADC.ATTN_11DB)
fenetre = []


def filtered(value):
    try:
        fenetre.append(mesure)
        if len(fenetre) > 5:
            fenetre.pop(0)
        return sorted(fenetre)[len(fenetre) // 2]
    except Exception:
        return value


def light():
    for _ in range(4):
        filtered(entree.read_u16())
    return filtered(entree.read_u16())
