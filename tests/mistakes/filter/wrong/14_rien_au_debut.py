# mistake: The return stands in the if: as long as the list is not full, filtered returns nothing.
# line: 16
# names.fr: return|rend|renvoi|retourn ; if|décal|indent|None|rien|retrait|premi|début
# names.en: return ; if|indent|None|nothing|first|start
from machine import ADC, Pin

sonde = ADC(Pin(35), atten=ADC.ATTN_11DB)
mesures = []


def filtered(value):
    mesures.append(value)
    if len(mesures) > 5:
        mesures.pop(0)
        milieu = len(mesures) // 2
        return sorted(mesures)[milieu]


def light():
    lumiere = None
    for _ in range(6):
        lumiere = filtered(sonde.read_u16())
    return lumiere
