# mistake: by_hand answers in French (vide, aération...), the labels are empty, people and airing.
# line: 91
# names.fr: étiquette|vide|label ; empty|airing|people|anglais
# names.en: label|vide ; empty|airing|people|english
from machine import ADC, I2C, Pin
from aht20 import AHT20
import gc

COLONNES = ["temperature", "humidity", "light"]
ETATS = ["empty", "people", "airing"]

jours = []
mesures = []
etats = []
with open("room.csv") as fichier:
    fichier.readline()
    for ligne in fichier:
        j, t, h, l, e = ligne.strip().split(",")
        jours.append(j)
        mesures.append([float(t), float(h), float(l)])
        etats.append(e)
gc.collect()


def plus_frequent(numeros):
    nombres = [0, 0, 0]
    for i in numeros:
        nombres[ETATS.index(etats[i])] += 1
    return ETATS[nombres.index(max(nombres))]


def purete(numeros):
    nombres = [0, 0, 0]
    for i in numeros:
        nombres[ETATS.index(etats[i])] += 1
    return sum(n * n for n in nombres) / len(numeros)


def partager(numeros, c, seuil):
    return [i for i in numeros if mesures[i][c] < seuil], [i for i in numeros if mesures[i][c] >= seuil]


def meilleure_question(numeros):
    meilleure = (0, 0, 0)
    for c in range(3):
        petite = min(mesures[i][c] for i in numeros)
        grande = max(mesures[i][c] for i in numeros)
        for k in range(1, 40):
            seuil = petite + (grande - petite) * k / 40
            avant, apres = partager(numeros, c, seuil)
            if len(avant) > 2 and len(apres) > 2:
                note = purete(avant) + purete(apres)
                if note > meilleure[0]:
                    meilleure = (note, c, seuil)
    return meilleure[1], meilleure[2]


def fabriquer(numeros):
    c, seuil = meilleure_question(numeros)
    moities = []
    for moitie in partager(numeros, c, seuil):
        c2, seuil2 = meilleure_question(moitie)
        bas, haut = partager(moitie, c2, seuil2)
        moities.append((c2, seuil2, plus_frequent(bas or moitie), plus_frequent(haut or moitie)))
    return c, seuil, moities[0], moities[1]


def questionner(arbre, sample):
    c, seuil, bas, haut = arbre
    questions = []
    if sample[c] < seuil:
        questions.append([COLONNES[c], "<", seuil])
        suite = bas
    else:
        questions.append([COLONNES[c], ">=", seuil])
        suite = haut
    c, seuil, si_moins, si_plus = suite
    if sample[c] < seuil:
        questions.append([COLONNES[c], "<", seuil])
        return si_moins, questions
    questions.append([COLONNES[c], ">=", seuil])
    return si_plus, questions


arbre_du_jour = fabriquer(range(len(etats)))
print("Questions :", arbre_du_jour)


def by_hand(sample):
    if sample[0] < 17:
        return "aération"
    if sample[2] < 38:
        return "vide"
    return "du monde"


def predict(sample):
    return questionner(arbre_du_jour, sample)[0]


def explain(sample):
    return questionner(arbre_du_jour, sample)[1]


aht = AHT20(I2C(0, scl=Pin(22), sda=Pin(21)))
photo = ADC(Pin(34), atten=ADC.ATTN_11DB)


def now():
    temperature, humidite = aht.read()
    lumiere = photo.read_u16() / 65535 * 100
    return predict([temperature, humidite, lumiere])


def card():
    autres = [i for i in range(len(jours)) if jours[i] != jours[-1]]
    essai = fabriquer(autres)
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for i in range(len(jours)):
        if jours[i] == jours[-1]:
            vrai = ETATS.index(etats[i])
            dit = ETATS.index(questionner(essai, mesures[i])[0])
            confusion[vrai][dit] += 1
    return {
        "data": "Sept jours, une dizaine de relevés chacun",
        "people": "Les occupants habituels de cette pièce",
        "limits": "Une autre pièce demande un autre fichier",
        "confusion": confusion,
    }
