# mistake: predict uses the rules written by hand, no tree is built from the file.
# line: 29
# names.fr: fichier|room.csv|construi|appren|main ; predict|by_hand|seuil|règle|fixe|arbre
# names.en: file|room.csv|build|built|learn|hand ; predict|by_hand|threshold|rule|fixed|tree
from machine import ADC, I2C, Pin
from aht20 import AHT20

SEUIL_TEMPERATURE = 17.5
SEUIL_LUMIERE = 40
ETATS = ["empty", "people", "airing"]

releves = []
with open("room.csv") as fichier:
    fichier.readline()
    for ligne in fichier:
        jour, t, h, l, etat = ligne.strip().split(",")
        releves.append((jour, [float(t), float(h), float(l)], etat))


def by_hand(sample):
    if sample[0] < SEUIL_TEMPERATURE:
        return "airing"
    if sample[2] < SEUIL_LUMIERE:
        return "empty"
    return "people"


def predict(sample):
    return by_hand(sample)


def explain(sample):
    if sample[0] < SEUIL_TEMPERATURE:
        return [["temperature", "<", SEUIL_TEMPERATURE]]
    questions = [["temperature", ">=", SEUIL_TEMPERATURE]]
    if sample[2] < SEUIL_LUMIERE:
        questions.append(["light", "<", SEUIL_LUMIERE])
    else:
        questions.append(["light", ">=", SEUIL_LUMIERE])
    return questions


def now():
    climat = AHT20(I2C(0, scl=Pin(22), sda=Pin(21))).read()
    lumiere = ADC(Pin(34), atten=ADC.ATTN_11DB).read_u16() / 65535 * 100
    return predict([climat.temperature_c, climat.humidity_percent, lumiere])


def card():
    m = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for jour, releve, etat in releves:
        if jour == releves[-1][0]:
            m[ETATS.index(etat)][ETATS.index(predict(releve))] += 1
    return {
        "data": "une semaine dans une pièce",
        "people": "ceux qui y travaillent souvent",
        "limits": "des seuils pour cette pièce",
        "confusion": m,
    }
