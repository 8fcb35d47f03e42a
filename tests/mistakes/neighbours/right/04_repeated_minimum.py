# style: no sort: the nearest is taken k times
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


relevés_lumiere = []
relevés_humidite = []
etiquettes = []

with open("samples.csv") as fichier:
    entete = fichier.readline()
    for ligne in fichier:
        morceaux = ligne.strip().split(",")
        relevés_lumiere.append(float(morceaux[0]))
        relevés_humidite.append(float(morceaux[1]))
        etiquettes.append(morceaux[2])

largeur_lumiere = max(relevés_lumiere) - min(relevés_lumiere)
largeur_humidite = max(relevés_humidite) - min(relevés_humidite)


def predict(sample, k):
    distances = []
    for i in range(len(etiquettes)):
        a = (relevés_lumiere[i] - sample[0]) / largeur_lumiere
        b = (relevés_humidite[i] - sample[1]) / largeur_humidite
        distances.append(a * a + b * b)
    votes = {"ripe": 0, "dry": 0, "dark": 0}
    dans_l_ordre = []
    for _ in range(k):
        plus_petite = min(distances)
        i = distances.index(plus_petite)
        distances[i] = float("inf")
        votes[etiquettes[i]] += 1
        dans_l_ordre.append(etiquettes[i])
    gagnante = dans_l_ordre[0]
    for e in dans_l_ordre[1:]:
        if votes[e] > votes[gagnante]:
            gagnante = e
    return gagnante
