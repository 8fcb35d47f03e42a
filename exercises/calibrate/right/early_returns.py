# style: branches, French names, file read at each call
import json
from machine import ADC, Pin

SONDE = 32
sonde = ADC(Pin(SONDE))
sonde.atten(ADC.ATTN_11DB)


def percent(brut, sec, mouille):
    etendue = mouille - sec
    if etendue == 0:
        return None
    resultat = 100 * (brut - sec) / etendue
    if resultat < 0:
        return 0
    if resultat > 100:
        return 100
    return resultat


def moisture():
    fichier = open("calibration.json")
    points = json.loads(fichier.read())
    fichier.close()
    return percent(sonde.read_u16(), points["dry"], points["wet"])
