# mistake: Lux and percent are compared as they are, without a common scale.
# line: 16
# names.fr: échelle|ramen|unité|grandeur|étendue|normalis|proportion
# names.en: scale|unit|range|normali|proportion|size
from math import sqrt

releves = []
with open("samples.csv") as fichier:
    fichier.readline()
    for ligne in fichier:
        lumiere, humidite, etiquette = ligne.strip().split(",")
        releves.append((float(lumiere), float(humidite), etiquette))


def distance(a, b):
    return sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2)


def predict(sample, k):
    proches = sorted(releves, key=lambda r: distance(r, sample))[:k]
    etiquettes = [r[2] for r in proches]
    meilleure = etiquettes[0]
    for e in etiquettes:
        if etiquettes.count(e) > etiquettes.count(meilleure):
            meilleure = e
    return meilleure
