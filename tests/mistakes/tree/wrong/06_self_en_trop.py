# mistake: separer is a plain function, not a method: self.separer does not exist.
# line: 37
# names.fr: separer ; self|méthode|attribut|classe|existe
# names.en: separer ; self|method|attribut|class|exist
from machine import ADC, I2C, Pin
import aht20

COLONNES = ("temperature", "humidity", "light")
ETIQUETTES = ("empty", "people", "airing")
PROFONDEUR_MAX = 3
TAILLE_MIN = 4


class Releve:
    def __init__(self, ligne):
        champs = ligne.strip().split(",")
        self.jour = int(champs[0])
        self.valeurs = [float(c) for c in champs[1:4]]
        self.etiquette = champs[4]


class Noeud:
    def __init__(self, releves, profondeur=0):
        self.compte = [0, 0, 0]
        for r in releves:
            self.compte[ETIQUETTES.index(r.etiquette)] += 1
        self.etiquette = ETIQUETTES[self.compte.index(max(self.compte))]
        self.colonne = None
        if profondeur < PROFONDEUR_MAX and max(self.compte) < len(releves):
            self.couper(releves, profondeur)

    def couper(self, releves, profondeur):
        meilleur = gini(releves) * 0.98
        for colonne in range(3):
            for r in releves:
                seuil = r.valeurs[colonne]
                dessous, dessus = self.separer(releves, colonne, seuil)
                if min(len(dessous), len(dessus)) >= TAILLE_MIN:
                    total = gini(dessous) + gini(dessus)
                    if total < meilleur:
                        meilleur = total
                        self.colonne, self.seuil = colonne, seuil
        if self.colonne is not None:
            dessous, dessus = separer(releves, self.colonne, self.seuil)
            self.dessous = Noeud(dessous, profondeur + 1)
            self.dessus = Noeud(dessus, profondeur + 1)

    def chemin(self, valeurs):
        """Le nœud d'arrivée et les questions posées."""
        if self.colonne is None:
            return self, []
        if valeurs[self.colonne] < self.seuil:
            suivant, signe = self.dessous, "<"
        else:
            suivant, signe = self.dessus, ">="
        arrivee, questions = suivant.chemin(valeurs)
        return arrivee, [[COLONNES[self.colonne], signe, self.seuil]] + questions


def separer(releves, colonne, seuil):
    dessous, dessus = [], []
    for r in releves:
        if r.valeurs[colonne] < seuil:
            dessous.append(r)
        else:
            dessus.append(r)
    return dessous, dessus


def gini(releves):
    """Gini multiplié par le nombre de relevés."""
    compte = [0, 0, 0]
    for r in releves:
        compte[ETIQUETTES.index(r.etiquette)] += 1
    n = len(releves)
    return n - (compte[0] ** 2 + compte[1] ** 2 + compte[2] ** 2) / n


with open("room.csv") as fichier:
    fichier.readline()
    DONNEES = [Releve(ligne) for ligne in fichier if ligne.strip()]

modele = Noeud(DONNEES)
aht = aht20.AHT20(I2C(0, scl=Pin(22), sda=Pin(21)))
ldr = ADC(Pin(34), atten=ADC.ATTN_11DB)


def by_hand(sample):
    if sample[0] < 17.7:
        return "airing"
    elif sample[2] >= 45:
        return "people"
    else:
        return "empty"


def predict(sample):
    return modele.chemin(sample)[0].etiquette


def explain(sample):
    return modele.chemin(sample)[1]


def now():
    air = aht.read()
    lumiere = 100 * ldr.read_u16() / 65535
    return predict([air.temperature_c, air.humidity_percent, lumiere])


def card():
    dernier = max(r.jour for r in DONNEES)
    appris = Noeud([r for r in DONNEES if r.jour != dernier])
    tableau = [[0] * 3 for _ in range(3)]
    for r in DONNEES:
        if r.jour == dernier:
            reponse = appris.chemin(r.valeurs)[0].etiquette
            tableau[ETIQUETTES.index(r.etiquette)][ETIQUETTES.index(reponse)] += 1
    return {
        "data": "Une semaine de relevés, étiquetés à la main",
        "people": "Les personnes qui utilisent cette pièce",
        "limits": "Ne connaît ni l'été ni d'autres pièces",
        "confusion": tableau,
    }
