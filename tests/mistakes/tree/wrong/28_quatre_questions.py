# mistake: The test lets the tree ask a fourth question (depth 0 to 3), but three are allowed: it should stop at depth 3.
# line: 68
# names.fr: profondeur|question|<=|PROFONDEUR_MAX|niveau ; 3|trois|4|quatre|trop
# names.en: depth|question|<=|PROFONDEUR_MAX|level ; 3|three|4|four|too many
from machine import ADC, I2C, Pin
from aht20 import AHT20

NOMS = ["temperature", "humidity", "light"]
ETATS = ["empty", "people", "airing"]
PROFONDEUR_MAX = 3

capteur = AHT20(I2C(0, scl=Pin(22), sda=Pin(21)))
lumiere_adc = ADC(Pin(34), atten=ADC.ATTN_11DB)


def lire_fichier():
    resultat = []
    with open("room.csv") as fichier:
        fichier.readline()
        for ligne in fichier:
            jour, t, h, l, etat = ligne.strip().split(",")
            resultat.append((jour, [float(t), float(h), float(l)], etat))
    return resultat


releves = lire_fichier()


def moyenne(colonne, etat):
    v = [r[1][colonne] for r in releves if r[2] == etat]
    return sum(v) / len(v)


# À mi-chemin des moyennes : un regard sur le fichier.
FROID = (moyenne(0, "airing") + min(moyenne(0, "empty"), moyenne(0, "people"))) / 2
CLAIR = (moyenne(2, "empty") + moyenne(2, "people")) / 2


def by_hand(sample):
    temperature, humidite, lumiere = sample
    if temperature < FROID:
        return "airing"
    elif lumiere >= CLAIR:
        return "people"
    else:
        return "empty"


def compter(groupe):
    n = {}
    for r in groupe:
        n[r[2]] = n.get(r[2], 0) + 1
    return n


def desordre(groupe):
    n = compter(groupe)
    total = len(groupe)
    return total - sum(x * x for x in n.values()) / total


def construire(groupe, profondeur):
    n = compter(groupe)
    feuille = {"etat": max(n, key=lambda e: n[e])}
    if len(n) == 1:
        return feuille
    meilleur = None
    if profondeur <= PROFONDEUR_MAX:
        for c in range(3):
            valeurs = sorted(set(r[1][c] for r in groupe))
            pas = max(1, len(valeurs) // 25)
            for i in range(pas, len(valeurs), pas):
                seuil = (valeurs[i - 1] + valeurs[i]) / 2
                bas = [r for r in groupe if r[1][c] < seuil]
                haut = [r for r in groupe if r[1][c] >= seuil]
                if len(bas) == 0 or len(haut) == 0:
                    continue
                d = desordre(bas) + desordre(haut)
                if meilleur is None or d < meilleur[0]:
                    meilleur = (d, c, seuil, bas, haut)
    if meilleur is None:
        return feuille
    d, c, seuil, bas, haut = meilleur
    return {"colonne": c, "seuil": seuil,
            "bas": construire(bas, profondeur + 1), "haut": construire(haut, profondeur + 1)}


def suivre(noeud, sample):
    chemin = []
    while "etat" not in noeud:
        c = noeud["colonne"]
        if sample[c] < noeud["seuil"]:
            chemin.append([NOMS[c], "<", noeud["seuil"]])
            noeud = noeud["bas"]
        else:
            chemin.append([NOMS[c], ">=", noeud["seuil"]])
            noeud = noeud["haut"]
    return noeud["etat"], chemin


arbre = construire(releves, 0)


def predict(sample):
    return suivre(arbre, sample)[0]


def explain(sample):
    return suivre(arbre, sample)[1]


def now():
    air = capteur.read()
    lumiere = lumiere_adc.read_u16() / 65535 * 100
    return predict([air.temperature_c, air.humidity_percent, lumiere])


def card():
    dernier = releves[-1][0]
    sans = construire([r for r in releves if r[0] != dernier], 0)
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for jour, sample, etat in releves:
        if jour == dernier:
            reponse = suivre(sans, sample)[0]
            confusion[ETATS.index(etat)][ETATS.index(reponse)] += 1
    return {"data": "le climat et la lumière d'une pièce", "people": "les gens de cette seule pièce",
            "limits": "il ignore qui travaille dans le noir", "confusion": confusion}
