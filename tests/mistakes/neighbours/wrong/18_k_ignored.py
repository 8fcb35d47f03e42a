# mistake: Three neighbours are always taken, whatever k is.
# line: 21
# names.fr: k ; 3|trois|toujours|nombre|fixe|voisins
# names.en: k ; 3|three|always|number|fixed|neighbours
K = 3

donnees = []
with open("samples.csv") as fichier:
    fichier.readline()
    for ligne in fichier:
        lumiere, humidite, etiquette = ligne.strip().split(",")
        donnees.append((float(lumiere), float(humidite), etiquette))

etendue = [max(d[i] for d in donnees) - min(d[i] for d in donnees) for i in range(2)]


def predict(sample, k):
    def distance(d):
        return sum(((d[i] - sample[i]) / etendue[i]) ** 2 for i in range(2))

    voisins = sorted(donnees, key=distance)[:K]
    noms = [v[2] for v in voisins]
    choisi = noms[0]
    for nom in noms:
        if noms.count(nom) > noms.count(choisi):
            choisi = nom
    return choisi
