# style: the tree becomes a list of rules, each a path and its label
from machine import ADC, I2C, Pin
from aht20 import AHT20
import math

COLONNES = ("temperature", "humidity", "light")
ETIQUETTES = ("empty", "people", "airing")
releves = []
with open("room.csv") as fichier:
    next(fichier)
    for ligne in fichier:
        mots = ligne.split(",")
        nombres = [float(mot) for mot in mots[1:4]]
        releves.append({"jour": mots[0], "nombres": nombres, "etiquette": mots[4].strip()})


def desordre(groupe):
    somme = 0
    for etiquette in ETIQUETTES:
        combien = len([un for un in groupe if un["etiquette"] == etiquette])
        if combien:
            somme -= combien * math.log(combien / len(groupe))
    return somme


def vraie(question, nombres):
    nom, signe, seuil = question
    valeur = nombres[COLONNES.index(nom)]
    return valeur <= seuil if signe == "<=" else valeur > seuil


def coupe(groupe):
    choix = []
    for numero, nom in enumerate(COLONNES):
        valeurs = sorted(un["nombres"][numero] for un in groupe)
        for place in range(2, len(valeurs) - 2, max(1, len(valeurs) // 24)):
            seuil = valeurs[place]
            bas = [un for un in groupe if un["nombres"][numero] <= seuil]
            haut = [un for un in groupe if un["nombres"][numero] > seuil]
            if bas and haut:
                choix.append((desordre(bas) + desordre(haut), nom, seuil, bas, haut))
    return min(choix, key=lambda un: un[0]) if choix else None


def regles(groupe, chemin):
    trouve = coupe(groupe) if len(chemin) < 3 and len(groupe) > 6 else None
    if trouve is None or trouve[0] > desordre(groupe) * 0.95:
        votes = [un["etiquette"] for un in groupe]
        yield chemin, max(ETIQUETTES, key=votes.count)
        return
    _, nom, seuil, bas, haut = trouve
    for regle in regles(bas, chemin + [[nom, "<=", seuil]]):
        yield regle
    for regle in regles(haut, chemin + [[nom, ">", seuil]]):
        yield regle


dernier = releves[-1]["jour"]
toutes = list(regles([un for un in releves if un["jour"] != dernier], []))


def regle_de(nombres):
    for chemin, etiquette in toutes:
        if all(vraie(question, nombres) for question in chemin):
            return chemin, etiquette


def predict(nombres):
    return regle_de(nombres)[1]


def explain(nombres):
    return regle_de(nombres)[0]


def by_hand(nombres):
    temperature, _, lumiere = nombres
    if lumiere <= 39:
        return "empty"
    return ("people", "airing")[temperature < 18]


capteur = AHT20(I2C(0, scl=Pin(22), sda=Pin(21)))
oeil = ADC(34)
oeil.atten(ADC.ATTN_11DB)


def now():
    mesure = capteur.read()
    return predict([mesure.temperature_c, mesure.humidity_percent, oeil.read_u16() / 65535 * 100])


def card():
    lignes = []
    for vraie_etiquette in ETIQUETTES:
        reponses = [predict(un["nombres"]) for un in releves if un["jour"] == dernier and un["etiquette"] == vraie_etiquette]
        lignes.append([reponses.count(etiquette) for etiquette in ETIQUETTES])
    return {
        "data": "quelques jours d'une pièce, avec trois capteurs",
        "people": "les personnes qui travaillaient dans cette pièce",
        "limits": "une autre fenêtre, une autre lampe, un autre chauffage",
        "confusion": lignes,
    }
