# style: if, elif, else as a table of cases; French names
from json import load
from machine import Pin, ADC

BROCHE, FICHIER = 32, "calibration.json"
entree = ADC(Pin(BROCHE), atten=ADC.ATTN_11DB)


def cas(raw, dry, wet):
    if dry == wet:
        return "inutilisable"
    if min(dry, wet) <= raw <= max(dry, wet):
        return "entre"
    if abs(raw - dry) < abs(raw - wet):
        return "sec"
    return "mouille"


def percent(raw, dry, wet):
    etat = cas(raw, dry, wet)
    if etat == "inutilisable":
        return None
    elif etat == "sec":
        return 0
    elif etat == "mouille":
        return 100
    else:
        return (dry - raw) / (dry - wet) * 100


def moisture():
    with open(FICHIER) as f:
        return percent(entree.read_u16(), **load(f))


valeur = moisture()
print("Étalonnage inutilisable" if valeur is None else "Humidité : %d %%" % valeur)
