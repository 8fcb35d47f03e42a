# style: arrays of numbers, places instead of samples, French names
from array import array
from math import sqrt

ETIQUETTES = ("ripe", "dry", "dark")
lumieres, sols, codes = array("f"), array("f"), bytearray()

with open("samples.csv") as fichier:
    fichier.readline()
    while True:
        ligne = fichier.readline().strip()
        if ligne == "":
            break
        lumiere, sol, etiquette = ligne.split(",")
        lumieres.append(float(lumiere))
        sols.append(float(sol))
        codes.append(ETIQUETTES.index(etiquette))

largeur = max(lumieres) - min(lumieres)
hauteur = max(sols) - min(sols)


def distance(numero, lumiere, sol):
    return sqrt(((lumieres[numero] - lumiere) / largeur) ** 2 + ((sols[numero] - sol) / hauteur) ** 2)


def voisin(lumiere, sol, deja):
    meilleur, moins = -1, 1e9
    for numero in range(len(codes)):
        ecart = distance(numero, lumiere, sol)
        if numero not in deja and ecart < moins:
            meilleur, moins = numero, ecart
    return meilleur


def predict(releve, k):
    lumiere, sol = releve
    deja, votes = [], [0, 0, 0]
    for _ in range(k):
        deja.append(voisin(lumiere, sol, deja))
        votes[codes[deja[-1]]] += 1
    gagnants = [code for code in range(3) if votes[code] == max(votes)]
    for numero in deja:
        if codes[numero] in gagnants:
            return ETIQUETTES[codes[numero]]


def card():
    tableau = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for numero in range(len(codes)):
        trouve = voisin(lumieres[numero], sols[numero], [numero])
        tableau[codes[numero]][codes[trouve]] += 1
    return {
        "data": "les relevés de deux capteurs, notés sur un balcon",
        "people": "une seule personne a noté les étiquettes",
        "limits": "autres plantes, autres capteurs : rien n'est sûr",
        "confusion": tableau,
    }
