# mistake: The text `limits` of the card has two words only, the statement asks for at least four.
# line: 52
# names.fr: limits|limites|fiche|card ; 4|quatre|mots|court|phrase
# names.en: limits|card|text ; 4|four|word|short|sentence
def lire():
    with open("samples.csv") as fichier:
        next(fichier)
        for ligne in fichier:
            a, b, c = ligne.strip().split(",")
            yield float(a), float(b), c


RELEVES = list(lire())


def bornes(i):
    valeurs = sorted(r[i] for r in RELEVES)
    return valeurs[-1] - valeurs[0]


LARGEUR = bornes(0), bornes(1)


def carre_distance(r, s):
    return sum(((r[i] - s[i]) / LARGEUR[i]) ** 2 for i in range(2))


def decider(releves, s, k):
    proches = sorted(releves, key=lambda r: carre_distance(r, s))[:k]
    voix = {}
    for r in proches:
        voix[r[2]] = voix.get(r[2], 0) + 1
    for r in proches:
        if voix[r[2]] == max(voix.values()):
            return r[2]


def predict(sample, k):
    return decider(RELEVES, sample, k)


def card():
    noms = ["ripe", "dry", "dark"]
    matrice = [[0] * 3 for _ in noms]
    for i in range(len(RELEVES)):
        r = RELEVES[i]
        reponse = decider(RELEVES[:i] + RELEVES[i + 1:], r, 1)
        matrice[noms.index(r[2])][noms.index(reponse)] += 1
    fiche = {}
    fiche["data"] = "la lumière et l'humidité autour d'un plant de tomates"
    fiche["people"] = "une seule personne, sur son balcon"
    fiche["limits"] = "petit fichier"
    fiche["confusion"] = matrice
    return fiche
