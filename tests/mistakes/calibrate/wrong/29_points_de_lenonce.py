# mistake: moisture() uses the two numbers of the statement's example instead of the points in calibration.json.
# line: 9
# names.fr: 60000|20000|fichier|calibration.json|exemple ; fichier|calibration.json|json|lire|chaque sonde|open|propre
# names.en: 60000|20000|file|calibration.json|example ; file|calibration.json|json|read|each probe|open|own
from machine import ADC, Pin

sonde = ADC(Pin(32), atten=ADC.ATTN_11DB)

SEC, EAU = 60000, 20000


def percent(raw, dry, wet):
    """Pourcentage d'humidité, None si les deux points sont les mêmes."""
    try:
        valeur = 100 * (raw - dry) / (wet - dry)
    except ZeroDivisionError:
        return None
    if valeur < 0:
        valeur = 0
    elif valeur > 100:
        valeur = 100
    return valeur


def moisture():
    somme = 0
    for i in range(10):
        somme = somme + sonde.read_u16()
    return percent(somme / 10, SEC, EAU)


print("Humidité :", moisture())
