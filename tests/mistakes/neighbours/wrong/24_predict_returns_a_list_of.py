# mistake: predict returns a list of labels.
# line: 30
# names.fr: liste|étiquette
# names.en: list|label
releves = []
with open("samples.csv") as fichier:
    fichier.readline()
    for ligne in fichier:
        lumiere, sol, etiquette = ligne.strip().split(",")
        releves.append((float(lumiere), float(sol), etiquette))

etendue_l = max(r[0] for r in releves) - min(r[0] for r in releves)
etendue_s = max(r[1] for r in releves) - min(r[1] for r in releves)
NOMS = ["ripe", "dry", "dark"]


def distance(a, b):
    dl = (a[0] - b[0]) / etendue_l
    ds = (a[1] - b[1]) / etendue_s
    return dl * dl + ds * ds


def voter(sample, k, liste):
    proches = sorted(liste, key=lambda r: distance(r, sample))[:k]
    noms = [r[2] for r in proches]
    meilleur = noms[0]
    for nom in noms:
        if noms.count(nom) > noms.count(meilleur):
            meilleur = nom
    return noms


def predict(sample, k):
    return voter(sample, k, releves)


def card():
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for i in range(len(releves)):
        autres = releves[:i] + releves[i + 1:]
        reponse = voter(releves[i], 1, autres)
        confusion[NOMS.index(releves[i][2])][NOMS.index(reponse)] += 1
    return {
        "data": "des relevés de lumière et d'humidité du sol",
        "people": "une seule personne a tout noté",
        "limits": "un seul balcon, une seule plante, quelques erreurs",
        "confusion": confusion,
    }
