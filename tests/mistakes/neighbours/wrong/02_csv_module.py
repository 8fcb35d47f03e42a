# mistake: MicroPython has no module csv.
# line: 5
# names.fr: csv ; module|import|split|bibliothèque|micropython
# names.en: csv ; module|import|split|library|micropython
import csv

releves = []
with open("samples.csv") as fichier:
    lecteur = csv.reader(fichier)
    next(lecteur)
    for ligne in lecteur:
        releves.append((float(ligne[0]), float(ligne[1]), ligne[2]))

etendue_lumiere = max(r[0] for r in releves) - min(r[0] for r in releves)
etendue_humidite = max(r[1] for r in releves) - min(r[1] for r in releves)


def predict(sample, k):
    tri = sorted(releves, key=lambda r: ((r[0] - sample[0]) / etendue_lumiere) ** 2 + ((r[1] - sample[1]) / etendue_humidite) ** 2)
    etiquettes = [r[2] for r in tri[:k]]
    gagnante = etiquettes[0]
    for e in etiquettes:
        if etiquettes.count(e) > etiquettes.count(gagnante):
            gagnante = e
    return gagnante
