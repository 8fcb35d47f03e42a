# mistake: now() gives the raw light, 0 to 65535, the tree was built with percent.
# line: 79
# names.fr: 100|65535|pourcent|ramen
# names.en: 100|65535|percent|scale
from machine import ADC, I2C, Pin
from aht20 import AHT20

capteur_air = AHT20(I2C(0, scl=Pin(22), sda=Pin(21)))
capteur_lumiere = ADC(Pin(34), atten=ADC.ATTN_11DB)
NOMS = ("temperature", "humidity", "light")
ETATS = ("empty", "people", "airing")

releves = []
with open("room.csv") as fichier:
    fichier.readline()
    for ligne in fichier:
        jour, t, h, l, etat = ligne.strip().split(",")
        releves.append((jour, (float(t), float(h), float(l)), etat))


def melange(groupe):
    return len(groupe) - sum(sum(r[2] == e for r in groupe) ** 2 for e in ETATS) / len(groupe)


def arbre(groupe, questions):
    choix = None
    cout = melange(groupe) - 0.5
    if questions:
        for n in range(3):
            petit, grand = min(r[1][n] for r in groupe), max(r[1][n] for r in groupe)
            for i in range(1, 20):
                s = round(petit + (grand - petit) * i / 20, 1)
                g = [r for r in groupe if r[1][n] < s]
                d = [r for r in groupe if r[1][n] >= s]
                if len(g) and len(d) and melange(g) + melange(d) < cout:
                    cout = melange(g) + melange(d)
                    choix = [n, s, g, d]
    if choix is None:
        voix = [sum(r[2] == e for r in groupe) for e in ETATS]
        return ETATS[voix.index(max(voix))]
    choix[2] = arbre(choix[2], questions - 1)
    choix[3] = arbre(choix[3], questions - 1)
    return choix


dernier_jour = releves[-1][0]
modele = arbre([r for r in releves if r[0] != dernier_jour], 3)


def parcours(noeud, sample):
    if isinstance(noeud, str):
        return [], noeud
    n, s, g, d = noeud
    if sample[n] < s:
        suite, fin = parcours(g, sample)
        return [[NOMS[n], "<", s]] + suite, fin
    suite, fin = parcours(d, sample)
    return [[NOMS[n], ">=", s]] + suite, fin


def by_hand(sample):
    if sample[2] < 40:
        return "empty"
    if sample[0] < 17.5:
        return "airing"
    return "people" if sample[0] > 21 else "empty"


def predict(sample):
    return parcours(modele, sample)[1]


def explain(sample):
    return parcours(modele, sample)[0]


def now():
    air = capteur_air.read()
    return predict([air.temperature_c, air.humidity_percent, capteur_lumiere.read_u16()])


def card():
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for jour, r, etat in releves:
        if jour == dernier_jour:
            confusion[ETATS.index(etat)][ETATS.index(predict(r))] += 1
    return {"data": "quelques jours dans une pièce", "people": "les gens de ce bureau",
            "limits": "une pièce, une saison, pas plus", "confusion": confusion}
