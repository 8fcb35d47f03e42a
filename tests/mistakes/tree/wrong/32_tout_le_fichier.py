# mistake: card() counts all the samples of the file, where only those of the last day are asked.
# line: 103
# names.fr: dernier|jour|card|fiche|confusion ; dernier jour|tout|seulement|compte|releves|uniquement
# names.en: last|day|card|confusion ; last day|all|only|count|whole|every
from machine import ADC, I2C, Pin
from aht20 import AHT20

COLONNES = ("temperature", "humidity", "light")
ORDRE = ("empty", "people", "airing")


class Arbre:
    def __init__(self, releves, questions=3):
        noms = [r[2] for r in releves]
        self.reponse = max(ORDRE, key=lambda o: noms.count(o))
        self.colonne = None
        if questions == 0 or noms.count(self.reponse) == len(noms):
            return
        meilleure_note = None
        for c in range(3):
            valeurs = [r[1][c] for r in releves]
            a, b = min(valeurs), max(valeurs)
            for i in range(1, 25):
                seuil = a + (b - a) * i / 25
                petits = [r for r in releves if r[1][c] < seuil]
                grands = [r for r in releves if r[1][c] >= seuil]
                if len(petits) == 0 or len(grands) == 0:
                    continue
                note = self.melange(petits) + self.melange(grands)
                if meilleure_note is None or note < meilleure_note:
                    meilleure_note = note
                    self.colonne, self.seuil = c, seuil
        if self.colonne is not None:
            c, s = self.colonne, self.seuil
            self.petits = Arbre([r for r in releves if r[1][c] < s], questions - 1)
            self.grands = Arbre([r for r in releves if r[1][c] >= s], questions - 1)

    def melange(self, releves):
        noms = [r[2] for r in releves]
        return len(noms) - sum(noms.count(o) ** 2 for o in ORDRE) / len(noms)

    def parcourir(self, sample):
        """Rend l'étiquette et les questions."""
        if self.colonne is None:
            return self.reponse, []
        nom = COLONNES[self.colonne]
        if sample[self.colonne] < self.seuil:
            etiquette, suite = self.petits.parcourir(sample)
            return etiquette, [[nom, "<", self.seuil]] + suite
        etiquette, suite = self.grands.parcourir(sample)
        return etiquette, [[nom, ">=", self.seuil]] + suite


releves = []
with open("room.csv") as f:
    f.readline()
    for ligne in f:
        jour, t, h, l, nom = ligne.strip().split(",")
        releves.append((jour, [float(t), float(h), float(l)], nom))

arbre = Arbre(releves)


def milieu(colonne, nom):
    v = [r[1][colonne] for r in releves if r[2] == nom]
    return sum(v) / len(v)


FROID = (milieu(0, "airing") + min(milieu(0, "empty"), milieu(0, "people"))) / 2
ALLUME = (milieu(2, "empty") + milieu(2, "people")) / 2


def by_hand(sample):
    if sample[0] < FROID:
        return "airing"
    if sample[2] >= ALLUME:
        return "people"
    return "empty"


def predict(sample):
    return arbre.parcourir(sample)[0]


def explain(sample):
    return arbre.parcourir(sample)[1]


air = AHT20(I2C(0, scl=Pin(22), sda=Pin(21)))
cellule = ADC(Pin(34), atten=ADC.ATTN_11DB)


def now():
    mesure = air.read()
    lumiere = cellule.read_u16() * 100 / 65535
    return predict([mesure.temperature_c, mesure.humidity_percent, lumiere])


def card():
    dernier = releves[-1][0]
    juge = Arbre([r for r in releves if r[0] != dernier])
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for jour, sample, vrai in releves:
        reponse = juge.parcourir(sample)[0]
        confusion[ORDRE.index(vrai)][ORDRE.index(reponse)] += 1
    return {"data": "les mesures d'une pièce, jour après jour", "people": "ceux qui vivent dans la pièce",
            "limits": "une autre pièce peut le tromper", "confusion": confusion}
