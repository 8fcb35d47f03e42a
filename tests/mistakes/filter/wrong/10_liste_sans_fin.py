# mistake: The oldest measures are never taken away: the median is that of everything since the start, and follows nothing.
# line: 12
# names.fr: pop|ancien|retir|enlev|longue|longueur|grandit|5 ; liste|mesures|median|médiane|suiv|lent
# names.en: pop|old|remov|tak|long|grow|5 ; list|measure|median|follow|slow
from machine import ADC, Pin

capteur_lumiere = ADC(Pin(35), atten=ADC.ATTN_11DB)
toutes = []


def filtered(value):
    toutes.append(value)
    rangees = sorted(toutes)
    return rangees[len(rangees) // 2]


def light():
    mesures = sorted([capteur_lumiere.read_u16() for _ in range(5)])
    return mesures[2]


print("Lumière :", light())
