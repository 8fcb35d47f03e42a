# mistake: The samples of the file are scaled, the one to judge is not.
# line: 22
# names.fr: échelle|ramen|0 et 1|divis|normalis|étendue ; sample|nouveau|relevé à juger|aussi|même
# names.en: scale|between 0 and 1|divid|normali|range ; sample|new|too|also|same
releves = []
with open("samples.csv") as fichier:
    fichier.readline()
    for ligne in fichier:
        lumiere, humidite, etiquette = ligne.strip().split(",")
        releves.append((float(lumiere), float(humidite), etiquette))

mini = [min(r[i] for r in releves) for i in (0, 1)]
maxi = [max(r[i] for r in releves) for i in (0, 1)]
normes = []
for r in releves:
    u = (r[0] - mini[0]) / (maxi[0] - mini[0])
    v = (r[1] - mini[1]) / (maxi[1] - mini[1])
    normes.append((u, v, r[2]))


def predict(sample, k):
    x, y = sample
    proches = sorted(normes, key=lambda n: (n[0] - x) ** 2 + (n[1] - y) ** 2)[:k]
    etiquettes = [n[2] for n in proches]
    elue = etiquettes[0]
    for e in etiquettes:
        if etiquettes.count(e) > etiquettes.count(elue):
            elue = e
    return elue
