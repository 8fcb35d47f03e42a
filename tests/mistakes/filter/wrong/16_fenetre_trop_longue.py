# mistake: The window has 15 measures: the median follows a real change after 8 measures instead of 5.
# line: 7
# names.fr: 15|long|fenêtre|liste ; 5|suiv|lent|retard|vite|tard
# names.en: 15|long|window|list ; 5|follow|slow|late|quick|soon
from machine import ADC, Pin

NB = 15
broche_35 = ADC(Pin(35), atten=ADC.ATTN_11DB)
file_attente = []


def filtered(value):
    global file_attente
    file_attente = file_attente[1 - NB:] + [value]
    return sorted(file_attente)[len(file_attente) // 2]


def light():
    lectures = [broche_35.read_u16() for _ in range(NB)]
    lectures.sort()
    return lectures[NB // 2]
