# style: tuples (distance, number, label) sorted whole, lambda for the scale
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
