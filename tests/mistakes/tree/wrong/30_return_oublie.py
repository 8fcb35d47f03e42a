# mistake: The recursive call in etiquette() is not returned, so the answer is None as soon as there is a question on the left side.
# line: 82
# names.fr: return|rend|renvo ; etiquette|appel|None|recurs|gauche|resultat|perdu
# names.en: return|give back|gives back|hand back ; etiquette|call|None|recurs|left|result|lost
from machine import ADC, I2C, Pin
from aht20 import AHT20

climat = AHT20(I2C(0, scl=Pin(22), sda=Pin(21)))
photo = ADC(Pin(34), atten=ADC.ATTN_11DB)
noms = ["temperature", "humidity", "light"]
ordre = ["empty", "people", "airing"]

# --- les données ---
releves = []
with open("room.csv") as fichier:
    fichier.readline()
    for ligne in fichier:
        jour, t, h, l, e = ligne.strip().split(",")
        releves.append((jour, [float(t), float(h), float(l)], e))


# --- les règles à la main ---
def moyenne(colonne, nom):
    somme = 0
    nombre = 0
    for jour, valeurs, e in releves:
        if e == nom:
            somme += valeurs[colonne]
            nombre += 1
    return somme / nombre


limite_froid = (moyenne(0, "airing") + min(moyenne(0, "empty"), moyenne(0, "people"))) / 2
limite_lumiere = (moyenne(2, "empty") + moyenne(2, "people")) / 2


def by_hand(sample):
    temperature, humidite, lumiere = sample
    if temperature < limite_froid:
        return "airing"
    if lumiere > limite_lumiere:
        return "people"
    return "empty"


# --- l'arbre : [colonne, seuil, gauche, droite] ou une étiquette ---
def melange(liste):
    etiquettes = [r[2] for r in liste]
    resultat = len(liste)
    for nom in ordre:
        resultat -= etiquettes.count(nom) ** 2 / len(liste)
    return resultat


def planter(liste, reste):
    etiquettes = [r[2] for r in liste]
    frequente = max(ordre, key=lambda nom: etiquettes.count(nom))
    if reste == 0 or etiquettes.count(frequente) == len(liste):
        return frequente
    meilleur = None
    for c in range(3):
        mini = min(r[1][c] for r in liste)
        maxi = max(r[1][c] for r in liste)
        for i in range(1, 20):
            seuil = mini + (maxi - mini) * i / 20
            g = [r for r in liste if r[1][c] < seuil]
            d = [r for r in liste if r[1][c] >= seuil]
            if g and d:
                note = melange(g) + melange(d)
                if meilleur is None or note < meilleur[0]:
                    meilleur = (note, c, seuil, g, d)
    if meilleur is None:
        return frequente
    return [meilleur[1], meilleur[2], planter(meilleur[3], reste - 1), planter(meilleur[4], reste - 1)]


def etiquette(noeud, sample):
    if isinstance(noeud, str):
        return noeud
    colonne, seuil, gauche, droite = noeud
    if sample[colonne] < seuil:
        etiquette(gauche, sample)
    else:
        return etiquette(droite, sample)


def chemin(noeud, sample):
    if isinstance(noeud, str):
        return []
    colonne, seuil, gauche, droite = noeud
    if sample[colonne] < seuil:
        return [[noms[colonne], "<", seuil]] + chemin(gauche, sample)
    return [[noms[colonne], ">=", seuil]] + chemin(droite, sample)


arbre = planter(releves, 3)


def predict(sample):
    return etiquette(arbre, sample)


def explain(sample):
    return chemin(arbre, sample)


def now():
    air = climat.read()
    return predict([air.temperature_c, air.humidity_percent, photo.read_u16() * 100 / 65535])


def card():
    dernier_jour = releves[-1][0]
    apprendre = [r for r in releves if r[0] != dernier_jour]
    tester = [r for r in releves if r[0] == dernier_jour]
    autre = planter(apprendre, 3)
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for jour, sample, vrai in tester:
        reponse = etiquette(autre, sample)
        if reponse in ordre:
            confusion[ordre.index(vrai)][ordre.index(reponse)] += 1
    return {"data": "température, humidité, lumière d'une pièce", "people": "les habitants de cette pièce",
            "limits": "peu de jours, quelques étiquettes fausses", "confusion": confusion}
