# mistake: sorted() returns a new list, which is thrown away; the old one stays unsorted.
# line: 21
# names.fr: sorted|sort|tri ; résultat|nouvelle|rend|gard|liste|variable|perd
# names.en: sorted|sort ; result|new|return|keep|kept|list|variable|lost
releves = []
with open("samples.csv") as fichier:
    fichier.readline()
    for ligne in fichier:
        lumiere, humidite, etiquette = ligne.strip().split(",")
        releves.append((float(lumiere), float(humidite), etiquette))

dl = max(r[0] for r in releves) - min(r[0] for r in releves)
dh = max(r[1] for r in releves) - min(r[1] for r in releves)


def predict(sample, k):
    def distance(r):
        return ((r[0] - sample[0]) / dl) ** 2 + ((r[1] - sample[1]) / dh) ** 2

    liste = releves[:]
    sorted(liste, key=distance)
    etiquettes = [r[2] for r in liste[:k]]
    gagne = etiquettes[0]
    for e in etiquettes:
        if etiquettes.count(e) > etiquettes.count(gagne):
            gagne = e
    return gagne
