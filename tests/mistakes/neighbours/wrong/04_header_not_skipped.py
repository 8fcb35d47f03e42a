# mistake: The first line, which names the columns, is read as a sample.
# line: 7
# names.fr: première ligne|première|en-tête|entête|noms des colonnes|nom des colonnes|titre ; float|ligne|nombre|colonne|light
# names.en: first line|header|names of the columns|column names|title|first ; float|line|number|column|light
releves = []
fichier = open("samples.csv")
for ligne in fichier:
    lumiere, humidite, etiquette = ligne.strip().split(",")
    releves.append((float(lumiere), float(humidite), etiquette))
fichier.close()

lumieres = [r[0] for r in releves]
humidites = [r[1] for r in releves]
L0, L1 = min(lumieres), max(lumieres)
H0, H1 = min(humidites), max(humidites)


def distance(a, b):
    dl = (a[0] - b[0]) / (L1 - L0)
    dh = (a[1] - b[1]) / (H1 - H0)
    return dl * dl + dh * dh


def predict(sample, k):
    proches = sorted(releves, key=lambda r: distance(r, sample))[:k]
    noms = [r[2] for r in proches]
    meilleur = noms[0]
    for nom in noms:
        if noms.count(nom) > noms.count(meilleur):
            meilleur = nom
    return meilleur
