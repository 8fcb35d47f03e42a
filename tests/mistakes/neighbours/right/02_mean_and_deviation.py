# style: each sensor divided by its standard deviation, French names
from math import sqrt

releves = []
with open("samples.csv") as fichier:
    fichier.readline()
    for ligne in fichier:
        if ligne.strip():
            lumiere, humidite, etiquette = ligne.strip().split(",")
            releves.append((float(lumiere), float(humidite), etiquette))


def ecart_type(colonne):
    valeurs = [r[colonne] for r in releves]
    moyenne = sum(valeurs) / len(valeurs)
    return sqrt(sum((v - moyenne) ** 2 for v in valeurs) / len(valeurs))


ECARTS = ecart_type(0), ecart_type(1)


def distance(a, b):
    return sqrt(sum(((a[i] - b[i]) / ECARTS[i]) ** 2 for i in (0, 1)))


def predict(sample, k):
    proches = sorted(releves, key=lambda r: distance(r, sample))[:k]
    compte = {}
    for _, _, etiquette in proches:
        compte[etiquette] = compte.get(etiquette, 0) + 1
    meilleur = max(compte.values())
    for _, _, etiquette in proches:
        if compte[etiquette] == meilleur:
            return etiquette
