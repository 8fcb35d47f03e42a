# mistake: When labels are tied the first of the list ripe, dry, dark wins, and not the label of the nearest sample.
# line: 34
# names.fr: egalit|ex aequo|k = 2|une contre une|premiere|ordre ; proche|voisin|max|>
# names.en: tie|tied|equal|k = 2|one against one|first|order ; near|close|max|>
ETIQUETTES = ["ripe", "dry", "dark"]

releves = []
with open("samples.csv") as fichier:
    fichier.readline()
    for ligne in fichier:
        lumiere, sol, etiquette = ligne.strip().split(",")
        releves.append([float(lumiere), float(sol), etiquette])


def etendue(colonne):
    nombres = [r[colonne] for r in releves]
    return max(nombres) - min(nombres)


ETENDUE_LUMIERE = etendue(0)
ETENDUE_SOL = etendue(1)


def les_plus_proches(liste, point, k):
    def loin(r):
        return abs(r[0] - point[0]) / ETENDUE_LUMIERE + abs(r[1] - point[1]) / ETENDUE_SOL
    return sorted(liste, key=loin)[:k]


def juger(liste, point, k):
    voix = [0, 0, 0]
    for r in les_plus_proches(liste, point, k):
        voix[ETIQUETTES.index(r[2])] += 1
    return ETIQUETTES[voix.index(max(voix))]


def predict(sample, k):
    return juger(releves, sample, k)


def card():
    tableau = [[0, 0, 0] for _ in range(3)]
    for numero, r in enumerate(releves):
        autres = releves[:numero] + releves[numero + 1:]
        reponse = juger(autres, r, 1)
        tableau[ETIQUETTES.index(r[2])][ETIQUETTES.index(reponse)] += 1
    return {"data": "des relevés de lumière et d'humidité du sol",
            "people": "une seule personne a noté les étiquettes",
            "limits": "un seul plant, un seul balcon",
            "confusion": tableau}
