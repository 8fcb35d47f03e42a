# style: long French names, ZeroDivisionError caught, median of readings
from machine import ADC, Pin
import json

sonde_humidite_du_sol = ADC(Pin(32))
sonde_humidite_du_sol.atten(ADC.ATTN_11DB)
NOMBRE_DE_LECTURES = 9


def garder_entre(borne_basse, valeur, borne_haute):
    return max(borne_basse, min(borne_haute, valeur))


def percent(raw, dry, wet):
    try:
        part_du_chemin = (raw - dry) / (wet - dry)
    except ZeroDivisionError:
        return None
    return garder_entre(0, 100 * part_du_chemin, 100)


def lecture_mediane():
    lectures = []
    for _ in range(NOMBRE_DE_LECTURES):
        lectures.append(sonde_humidite_du_sol.read_u16())
    lectures.sort()
    return lectures[NOMBRE_DE_LECTURES // 2]


def points_d_etalonnage():
    fichier = open("calibration.json", "r")
    contenu = fichier.read()
    fichier.close()
    dictionnaire = json.loads(contenu)
    return dictionnaire["dry"], dictionnaire["wet"]


def moisture():
    sec, mouille = points_d_etalonnage()
    return percent(lecture_mediane(), sec, mouille)


print("Humidité du sol :", moisture(), "%")
