# style: a class of nodes, French names, measures for ever
import time
from machine import ADC, I2C, Pin
from aht20 import AHT20

NOMS = ["temperature", "humidity", "light"]
ETIQUETTES = ["empty", "people", "airing"]


class Noeud:
    def __init__(self, releves, profondeur):
        etiquettes = [releve[-1] for releve in releves]
        self.reponse = max(ETIQUETTES, key=etiquettes.count)
        self.colonne = None
        if profondeur == 0 or len(releves) < 4:
            return
        meilleur = self.melange(releves) * 0.9
        for colonne in range(3):
            valeurs = sorted(releve[colonne] for releve in releves)
            for place in range(0, len(valeurs) - 1, 2):
                seuil = (valeurs[place] + valeurs[place + 1]) / 2
                bas = [releve for releve in releves if releve[colonne] < seuil]
                haut = [releve for releve in releves if releve[colonne] >= seuil]
                if bas and haut:
                    reste = self.melange(bas) + self.melange(haut)
                    if reste < meilleur:
                        meilleur, self.colonne, self.seuil = reste, colonne, seuil
        if self.colonne is not None:
            self.bas = Noeud([releve for releve in releves if releve[self.colonne] < self.seuil], profondeur - 1)
            self.haut = Noeud([releve for releve in releves if releve[self.colonne] >= self.seuil], profondeur - 1)

    def melange(self, releves):
        etiquettes = [releve[-1] for releve in releves]
        return sum(etiquettes.count(une) * (1 - etiquettes.count(une) / len(releves)) for une in ETIQUETTES)

    def suit(self, releve, chemin):
        if self.colonne is None:
            return self.reponse
        if releve[self.colonne] < self.seuil:
            chemin.append([NOMS[self.colonne], "<", self.seuil])
            return self.bas.suit(releve, chemin)
        chemin.append([NOMS[self.colonne], ">=", self.seuil])
        return self.haut.suit(releve, chemin)


jours = {}
ordre = []
with open("room.csv") as fichier:
    for ligne in fichier.readlines()[1:]:
        jour, t, h, lumiere, etiquette = ligne.strip().split(",")
        jours.setdefault(jour, []).append([float(t), float(h), float(lumiere), etiquette])
        ordre.append(jour)

dernier = ordre[-1]
arbre = Noeud([releve for jour in jours if jour != dernier for releve in jours[jour]], 3)
climat = AHT20(I2C(0, scl=Pin(22), sda=Pin(21)))
lumiere = ADC(Pin(34))
lumiere.atten(ADC.ATTN_11DB)


def by_hand(releve):
    if releve[2] < 40:
        return "empty"
    elif releve[0] < 18:
        return "airing"
    else:
        return "people"


def predict(releve):
    return arbre.suit(releve, [])


def explain(releve):
    chemin = []
    arbre.suit(releve, chemin)
    return chemin


def now():
    air = climat.read()
    return predict((air.temperature_c, air.humidity_percent, lumiere.read_u16() / 655.35))


def card():
    tableau = [[0] * 3 for _ in range(3)]
    for *releve, etiquette in jours[dernier]:
        tableau[ETIQUETTES.index(etiquette)][ETIQUETTES.index(predict(releve))] += 1
    return {
        "data": "une semaine dans une seule pièce",
        "people": "les gens qui travaillent ici",
        "limits": "ni autre pièce, ni autre saison, ni panne de courant",
        "confusion": tableau,
    }


while True:
    print(now())
    time.sleep(5)
