# mistake: The first number tried is the smallest value itself: one half is empty, and its purity divides by zero.
# line: 36
# names.fr: zéro|0|vide ; divis|len|moitié|liste|seuil
# names.en: zero|0|empty ; divi|len|half|list|threshold
from machine import ADC, I2C, Pin
from aht20 import AHT20
import gc

COLONNES = ["temperature", "humidity", "light"]
ETATS = ["empty", "people", "airing"]

dates = []
mesures = []
etats = []
with open("room.csv") as fichier:
    fichier.readline()
    for ligne in fichier:
        j, t, h, l, e = ligne.strip().split(",")
        dates.append(j)
        mesures.append([float(t), float(h), float(l)])
        etats.append(e)
gc.collect()


def majorite(lignes):
    nombres = [0, 0, 0]
    for i in lignes:
        nombres[ETATS.index(etats[i])] += 1
    return ETATS[nombres.index(max(nombres))]


def homogene(lignes):
    nombres = [0, 0, 0]
    for i in lignes:
        nombres[ETATS.index(etats[i])] += 1
    return sum(n * n for n in nombres) / len(lignes)


def partager(lignes, c, seuil):
    return [i for i in lignes if mesures[i][c] < seuil], [i for i in lignes if mesures[i][c] >= seuil]


def meilleure_question(lignes):
    meilleure = (0, 0, 0)
    for c in range(3):
        petite = min(mesures[i][c] for i in lignes)
        grande = max(mesures[i][c] for i in lignes)
        for k in range(40):
            seuil = petite + (grande - petite) * k / 40
            avant, apres = partager(lignes, c, seuil)
            note = homogene(avant) + homogene(apres)
            if note > meilleure[0]:
                meilleure = (note, c, seuil)
    return meilleure[1], meilleure[2]


def apprendre(lignes):
    c, seuil = meilleure_question(lignes)
    moities = []
    for part in partager(lignes, c, seuil):
        c2, seuil2 = meilleure_question(part)
        bas, haut = partager(part, c2, seuil2)
        moities.append((c2, seuil2, majorite(bas or part), majorite(haut or part)))
    return c, seuil, moities[0], moities[1]


def repondre(arbre, sample):
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


arbre_du_jour = apprendre(range(len(etats)))
print("Questions :", arbre_du_jour)


def by_hand(sample):
    if sample[0] < 17:
        return "airing"
    if sample[2] < 38:
        return "empty"
    return "people"


def predict(sample):
    return repondre(arbre_du_jour, sample)[0]


def explain(sample):
    return repondre(arbre_du_jour, sample)[1]


aht = AHT20(I2C(0, scl=Pin(22), sda=Pin(21)))
cellule = ADC(Pin(34), atten=ADC.ATTN_11DB)


def now():
    temperature, humidite = aht.read()
    lumiere = cellule.read_u16() / 65535 * 100
    return predict([temperature, humidite, lumiere])


def card():
    autres = [i for i in range(len(dates)) if dates[i] != dates[-1]]
    essai = apprendre(autres)
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for i in range(len(dates)):
        if dates[i] == dates[-1]:
            vrai = ETATS.index(etats[i])
            dit = ETATS.index(repondre(essai, mesures[i])[0])
            confusion[vrai][dit] += 1
    return {
        "data": "Sept dates, une dizaine de relevés chacun",
        "people": "Les occupants habituels de cette pièce",
        "limits": "Une autre pièce demande un autre fichier",
        "confusion": confusion,
    }
