from machine import ADC, I2C, Pin
from aht20 import AHT20

climat = AHT20(I2C(0, scl=Pin(22), sda=Pin(21)))
photo = ADC(Pin(34), atten=ADC.ATTN_11DB)
NOMS = ["temperature", "humidity", "light"]
ORDRE = ["empty", "people", "airing"]

releves = []
with open("room.csv") as fichier:
    fichier.readline()
    for ligne in fichier:
        jour, temperature, humidite, lumiere, etiquette = ligne.strip().split(",")
        releves.append((jour, [float(temperature), float(humidite), float(lumiere)], etiquette))


def moyenne(colonne, nom):
    v = [r[1][colonne] for r in releves if r[2] == nom]
    return sum(v) / len(v)


# Les nombres de by_hand : à mi-chemin entre les moyennes.
FROID = (moyenne(0, "airing") + min(moyenne(0, "empty"), moyenne(0, "people"))) / 2
CLAIR = (moyenne(2, "empty") + moyenne(2, "people")) / 2


def by_hand(sample):
    temperature, humidite, lumiere = sample
    if temperature < FROID:
        return "airing"
    if lumiere >= CLAIR:
        return "people"
    return "empty"


def melange(liste):
    noms = [r[2] for r in liste]
    return len(noms) - sum(noms.count(nom) ** 2 for nom in ORDRE) / len(noms)


def construire(liste, reste):
    noms = [r[2] for r in liste]
    meilleur = None
    if reste > 0 and melange(liste) > 0:
        for c in range(3):
            bas = min(r[1][c] for r in liste)
            haut = max(r[1][c] for r in liste)
            for i in range(1, 24):
                seuil = bas + (haut - bas) * i / 24
                gauche = [r for r in liste if r[1][c] < seuil]
                droite = [r for r in liste if r[1][c] >= seuil]
                if gauche and droite:
                    note = melange(gauche) + melange(droite)
                    if meilleur is None or note < meilleur[0]:
                        meilleur = (note, c, seuil, gauche, droite)
    if meilleur is None:
        return max(ORDRE, key=lambda nom: noms.count(nom))
    note, c, seuil, gauche, droite = meilleur
    return (c, seuil, construire(gauche, reste - 1), construire(droite, reste - 1))


def parcourir(noeud, sample):
    questions = []
    while not isinstance(noeud, str):
        c, seuil, gauche, droite = noeud
        if sample[c] < seuil:
            questions.append([NOMS[c], "<", seuil])
            noeud = gauche
        else:
            questions.append([NOMS[c], ">=", seuil])
            noeud = droite
    return noeud, questions


arbre = construire(releves, 3)


def predict(sample):
    return parcourir(arbre, sample)[0]


def explain(sample):
    return parcourir(arbre, sample)[1]


def now():
    air = climat.read()
    return predict([air.temperature_c, air.humidity_percent, photo.read_u16() * 100 / 65535])


def card():
    dernier = releves[-1][0]
    autre = construire([r for r in releves if r[0] != dernier], 3)
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for jour, sample, vrai in releves:
        if jour == dernier:
            confusion[ORDRE.index(vrai)][ORDRE.index(parcourir(autre, sample)[0])] += 1
    return {
        "data": "température, humidité et lumière d'une pièce",
        "people": "les personnes qui vivent dans cette pièce",
        "limits": "quelqu'un dans le noir passe pour absent",
        "confusion": confusion,
    }
