releves = []
with open("samples.csv") as fichier:
    fichier.readline()
    for ligne in fichier:
        lumiere, humidite, etiquette = ligne.strip().split(",")
        releves.append((float(lumiere), float(humidite), etiquette))

lumieres = [r[0] for r in releves]
humidites = [r[1] for r in releves]
etendue_lumiere = max(lumieres) - min(lumieres)
etendue_humidite = max(humidites) - min(humidites)
NOMS = ["ripe", "dry", "dark"]


def juger(connus, sample, k):
    def distance(r):
        return abs(r[0] - sample[0]) / etendue_lumiere + abs(r[1] - sample[1]) / etendue_humidite

    etiquettes = [r[2] for r in sorted(connus, key=distance)[:k]]
    gagnante = etiquettes[0]
    for e in etiquettes:
        if etiquettes.count(e) > etiquettes.count(gagnante):
            gagnante = e
    return gagnante


def predict(sample, k):
    return juger(releves, sample, k)


def card():
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for i in range(len(releves)):
        lumiere, humidite, vraie = releves[i]
        reponse = juger(releves[:i] + releves[i + 1:], [lumiere, humidite], 1)
        confusion[NOMS.index(vraie)][NOMS.index(reponse)] += 1
    return {
        "data": "des relevés de lumière et d'humidité du sol",
        "people": "une personne a noté sur son balcon",
        "limits": "quelques étiquettes fausses, un seul plant",
        "confusion": confusion,
    }
