# style: namedtuple and complex numbers for the distance
from collections import namedtuple

Releve = namedtuple("Releve", ("lumiere", "humidite", "etiquette"))

with open("samples.csv") as fichier:
    lignes = fichier.read().split("\n")

RELEVES = []
for ligne in lignes[1:]:
    if ligne.strip() == "":
        continue
    champs = ligne.strip().split(",")
    RELEVES.append(Releve(float(champs[0]), float(champs[1]), champs[2]))

BAS = Releve(min(r.lumiere for r in RELEVES), min(r.humidite for r in RELEVES), None)
HAUT = Releve(max(r.lumiere for r in RELEVES), max(r.humidite for r in RELEVES), None)


def place(lumiere, humidite):
    return complex(
        (lumiere - BAS.lumiere) / (HAUT.lumiere - BAS.lumiere),
        (humidite - BAS.humidite) / (HAUT.humidite - BAS.humidite),
    )


def predict(sample, k):
    ici = place(*sample)
    voisins = sorted(RELEVES, key=lambda r: abs(place(r.lumiere, r.humidite) - ici))[:k]
    votes = {}
    for voisin in voisins:
        votes[voisin.etiquette] = votes.get(voisin.etiquette, 0) + 1
    gagnant = voisins[0].etiquette
    for voisin in voisins:
        if votes[voisin.etiquette] > votes[gagnant]:
            gagnant = voisin.etiquette
    return gagnant

# Données : un peu bruitées.
# Limites : cette plante, ce capteur.
