# mistake: The differences are added with their signs, without a square or abs().
# line: 20
# names.fr: abs|carré|**|négati|signe ; distance|différence|écart
# names.en: abs|square|**|negativ|sign ; distance|difference
releves = []
with open("samples.csv") as fichier:
    fichier.readline()
    for ligne in fichier:
        lumiere, humidite, etiquette = ligne.strip().split(",")
        releves.append((float(lumiere), float(humidite), etiquette))

lum = [r[0] for r in releves]
hum = [r[1] for r in releves]
large_l = max(lum) - min(lum)
large_h = max(hum) - min(hum)


def predict(sample, k):
    def distance(r):
        return (r[0] - sample[0]) / large_l + (r[1] - sample[1]) / large_h

    tri = sorted(releves, key=distance)
    votes = [r[2] for r in tri[:k]]
    gagnant = votes[0]
    for v in votes:
        if votes.count(v) > votes.count(gagnant):
            gagnant = v
    return gagnant
