# mistake: for runs over len(releves), a number, instead of range(len(releves)).
# line: 22
# names.fr: range|parcour|itér ; len|nombre|releves
# names.en: range|iterat|loop ; len|number|releves
from math import sqrt

releves = []
with open("samples.csv") as fichier:
    fichier.readline()
    for ligne in fichier:
        l, h, e = ligne.strip().split(",")
        releves.append((float(l), float(h), e))

amplitudes = []
for colonne in (0, 1):
    valeurs = [r[colonne] for r in releves]
    amplitudes.append(max(valeurs) - min(valeurs))


def predict(sample, k):
    distances = []
    for i in len(releves):
        a = (releves[i][0] - sample[0]) / amplitudes[0]
        b = (releves[i][1] - sample[1]) / amplitudes[1]
        distances.append((sqrt(a * a + b * b), i))
    distances.sort()
    noms = [releves[i][2] for _, i in distances[:k]]
    elu = noms[0]
    for nom in noms:
        if noms.count(nom) > noms.count(elu):
            elu = nom
    return elu
