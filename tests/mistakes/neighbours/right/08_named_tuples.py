# style: namedtuple and complex numbers for the distance
def card():
    """Each sample of the file is set aside in its turn, and judged by its nearest neighbour."""
    with open("samples.csv") as file:
        rows = [line.strip().split(",") for line in file if line.strip()][1:]
    points = [(float(row[0]), float(row[1])) for row in rows]
    widths = [max(point[i] for point in points) - min(point[i] for point in points) for i in (0, 1)]
    names = ["ripe", "dry", "dark"]
    counted = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for place, (x, y) in enumerate(points):
        gaps = [(abs(u - x) / widths[0] + abs(v - y) / widths[1], other) for other, (u, v) in enumerate(points)]
        nearest = min(gap for gap in gaps if gap[1] != place)[1]
        counted[names.index(rows[place][2])][names.index(rows[nearest][2])] += 1
    return {
        "data": "the samples of one garden, by hand",
        "people": "whoever waters it in summer",
        "limits": "no other garden, no other sensor",
        "confusion": counted,
    }


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
