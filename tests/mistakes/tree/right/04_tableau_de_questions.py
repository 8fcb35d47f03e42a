# style: no recursion: a table of nodes, filled one after the other (a list of work)
from machine import ADC, I2C, Pin
from aht20 import AHT20

NOMS = ["temperature", "humidity", "light"]
CLASSES = ["empty", "people", "airing"]


def lire_fichier(nom):
    releves = []
    fichier = open(nom)
    fichier.readline()
    for ligne in fichier:
        morceaux = ligne.strip().split(",")
        if len(morceaux) < 5:
            continue
        releve = [float(morceaux[1]), float(morceaux[2]), float(morceaux[3])]
        releves.append([morceaux[0], releve, CLASSES.index(morceaux[4])])
    fichier.close()
    return releves


def compter(releves):
    n = [0, 0, 0]
    for r in releves:
        n[r[2]] += 1
    return n


def desordre(n):
    total = n[0] + n[1] + n[2]
    if total == 0:
        return 0
    return total - (n[0] * n[0] + n[1] * n[1] + n[2] * n[2]) / total


def chercher(releves):
    """La meilleure question : trier une colonne, puis faire passer les relevés un à un de droite à gauche."""
    choix = None
    for c in range(3):
        tries = sorted(releves, key=lambda r: r[1][c])
        gauche, droite = [0, 0, 0], compter(releves)
        for i in range(len(tries) - 1):
            classe = tries[i][2]
            gauche[classe] += 1
            droite[classe] -= 1
            a, b = tries[i][1][c], tries[i + 1][1][c]
            if a == b or i < 2 or i > len(tries) - 4:
                continue
            d = desordre(gauche) + desordre(droite)
            if choix is None or d < choix[0]:
                choix = [d, c, (a + b) / 2]
    return choix


def construire(releves):
    # Chaque case : [colonne, seuil, case si plus petit, case sinon, classe] ; colonne None : une feuille.
    table = []
    travail = [(releves, 0, None, None)]
    while travail:
        partie, profondeur, parent, cote = travail.pop()
        numero = len(table)
        if parent is not None:
            table[parent][cote] = numero
        n = compter(partie)
        table.append([None, None, None, None, n.index(max(n))])
        if profondeur == 3 or max(n) == len(partie):
            continue
        choix = chercher(partie)
        if choix is None:
            continue
        _, c, seuil = choix
        table[numero][0], table[numero][1] = c, seuil
        travail.append(([r for r in partie if r[1][c] < seuil], profondeur + 1, numero, 2))
        travail.append(([r for r in partie if r[1][c] >= seuil], profondeur + 1, numero, 3))
    return table


def descendre(table, sample):
    numero, questions = 0, []
    while table[numero][0] is not None:
        c, seuil, petit, grand, _ = table[numero]
        if sample[c] < seuil:
            questions.append([NOMS[c], "<", seuil])
            numero = petit
        else:
            questions.append([NOMS[c], ">=", seuil])
            numero = grand
    return CLASSES[table[numero][4]], questions


tous = lire_fichier("room.csv")
arbre = construire(tous)
air = AHT20(I2C(0, scl=Pin(22), sda=Pin(21)))
lumiere = ADC(Pin(34), atten=ADC.ATTN_11DB)


def by_hand(sample):
    temperature, humidite, clarte = sample
    if temperature < 18:
        return "airing"
    if clarte > 40:
        return "people"
    return "empty"


def predict(sample):
    return descendre(arbre, sample)[0]


def explain(sample):
    return descendre(arbre, sample)[1]


def now():
    mesure = air.read()
    return predict([mesure.temperature_c, mesure.humidity_percent, lumiere.read_u16() / 655.35])


def card():
    dernier_jour = tous[-1][0]
    sans = construire([r for r in tous if r[0] != dernier_jour])
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for jour, releve, classe in tous:
        if jour == dernier_jour:
            confusion[classe][CLASSES.index(descendre(sans, releve)[0])] += 1
    return {
        "data": "Les relevés d'une seule pièce, sept jours",
        "people": "Les gens de la pièce, sans leurs noms",
        "limits": "Quelques étiquettes fausses, une seule pièce",
        "confusion": confusion,
    }
