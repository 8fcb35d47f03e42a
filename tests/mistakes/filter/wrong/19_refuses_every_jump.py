# mistake: Whatever is far from the last good value is refused, for ever: a real change is never followed.
# line: 14
# names.fr: refus|rejet|ignor|garde|écart|loin|seuil|10000 ; changement|saut|dure|suiv|jamais|toujours
# names.en: refus|reject|ignor|keep|far|threshold|10000 ; change|jump|last|follow|never|ever
from machine import ADC, Pin

sensor = ADC(Pin(35), atten=ADC.ATTN_11DB)
good = []


def filtered(value):
    if good:
        reference = sum(good) / len(good)
        if abs(value - reference) > 0.15 * reference:
            return reference
    good.append(value)
    if len(good) > 4:
        good.pop(0)
    return sum(good) / len(good)


def light():
    values = sorted(sensor.read_u16() for _ in range(9))
    return values[4]
