# mistake: A median of fifteen measures needs eight measures to follow a change, but at most five are allowed.
# line: 7
# names.fr: 15|quinze|SIZE|longue|taille|grande|trop ; 5|cinq|suit|suivre|lent|changement|retard|saut
# names.en: 15|fifteen|SIZE|long|large|big|too many ; 5|five|follow|slow|change|late|jump
from machine import ADC, Pin

SIZE = 15

adc = ADC(Pin(35), atten=ADC.ATTN_11DB)
history = []


def middle(numbers):
    ordered = sorted(numbers)
    n = len(ordered)
    if n % 2 == 1:
        return ordered[n // 2]
    return (ordered[n // 2 - 1] + ordered[n // 2]) / 2


def filtered(value):
    history.append(value)
    while len(history) > SIZE:
        del history[0]
    return middle(history)


def light():
    return filtered(adc.read_u16())


print(light())
