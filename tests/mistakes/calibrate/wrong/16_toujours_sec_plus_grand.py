# mistake: The bounds suppose that dry is larger than wet: a probe that counts the other way only gives 0 or 100.
# line: 14
# names.fr: sens|invers|dry|wet ; plus petit|plus grand|sens|contraire|autre
# names.en: way|revers|dry|wet ; smaller|larger|greater|other|opposite|way
from machine import ADC, Pin
import json

capteur_sol = ADC(Pin(32), atten=ADC.ATTN_11DB)


def percent(raw, dry, wet):
    if dry == wet:
        return None
    if raw >= dry:
        return 0
    if raw <= wet:
        return 100
    return (dry - raw) / (dry - wet) * 100


def moisture():
    with open("calibration.json") as f:
        reperes = json.load(f)
    return percent(capteur_sol.read_u16(), reperes["dry"], reperes["wet"])


print("La terre est humide à", moisture(), "%")
