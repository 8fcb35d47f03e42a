# style: tuples (distance, number, label) sorted whole, lambda for the scale
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


def charger(nom):
    with open(nom) as fichier:
        fichier.readline()
        return [ligne.strip().split(",") for ligne in fichier if "," in ligne]


brut = [(float(a), float(b), c) for a, b, c in charger("samples.csv")]
etendue = lambda n: max(r[n] for r in brut) - min(r[n] for r in brut)
par_lumiere, par_humidite = 1 / etendue(0), 1 / etendue(1)


def voisins(sample, k):
    lumiere, humidite = sample
    return sorted(
        (
            ((a - lumiere) * par_lumiere) ** 2 + ((b - humidite) * par_humidite) ** 2,
            numero,
            etiquette,
        )
        for numero, (a, b, etiquette) in enumerate(brut)
    )[:k]


def predict(sample, k):
    """L'étiquette la plus fréquente ; à égalité, celle du plus proche."""
    votes = []  # [étiquette, nombre], la plus proche d'abord
    for _, _, etiquette in voisins(sample, k):
        for vote in votes:
            if vote[0] == etiquette:
                vote[1] += 1
                break
        else:
            votes.append([etiquette, 1])
    elue = votes[0]
    for vote in votes[1:]:
        if vote[1] > elue[1]:
            elue = vote
    return elue[0]
