# style: each sensor divided by its standard deviation, French names
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


from math import sqrt

releves = []
with open("samples.csv") as fichier:
    fichier.readline()
    for ligne in fichier:
        if ligne.strip():
            lumiere, humidite, etiquette = ligne.strip().split(",")
            releves.append((float(lumiere), float(humidite), etiquette))


def ecart_type(colonne):
    valeurs = [r[colonne] for r in releves]
    moyenne = sum(valeurs) / len(valeurs)
    return sqrt(sum((v - moyenne) ** 2 for v in valeurs) / len(valeurs))


ECARTS = ecart_type(0), ecart_type(1)


def distance(a, b):
    return sqrt(sum(((a[i] - b[i]) / ECARTS[i]) ** 2 for i in (0, 1)))


def predict(sample, k):
    proches = sorted(releves, key=lambda r: distance(r, sample))[:k]
    compte = {}
    for _, _, etiquette in proches:
        compte[etiquette] = compte.get(etiquette, 0) + 1
    meilleur = max(compte.values())
    for _, _, etiquette in proches:
        if compte[etiquette] == meilleur:
            return etiquette
