# mistake: Three values unpacked into two names.
# line: 76
# names.fr: trois|3 ; deux|2
# names.en: three|3 ; two|2
from machine import ADC, I2C, Pin
from aht20 import AHT20

COLONNES = ["temperature", "humidity", "light"]
NOMS = ["empty", "people", "airing"]
releves = []
with open("room.csv") as fichier:
    fichier.readline()
    for ligne in fichier:
        jour, t, h, l, etiquette = ligne.strip().split(",")
        releves.append((jour, [float(t), float(h), float(l)], etiquette))

climat = AHT20(I2C(0, scl=Pin(22), sda=Pin(21)))
photo = ADC(Pin(34), atten=ADC.ATTN_11DB)


def majorite(groupe):
    noms = [r[2] for r in groupe]
    return max(NOMS, key=lambda n: noms.count(n))


def fautes(groupe):
    if not groupe:
        return 0
    total = len(groupe)
    reste = total
    for nom in NOMS:
        c = sum(1 for r in groupe if r[2] == nom)
        reste -= c * c / total
    return reste


def construire(groupe, profondeur):
    if profondeur == 0 or fautes(groupe) == 0:
        return majorite(groupe)
    meilleur = None
    for colonne in range(3):
        valeurs = sorted(r[1][colonne] for r in groupe)
        pas = max(1, len(valeurs) // 25)
        for i in range(pas, len(valeurs), pas):
            seuil = (valeurs[i - 1] + valeurs[i]) / 2
            bas = [r for r in groupe if r[1][colonne] < seuil]
            haut = [r for r in groupe if r[1][colonne] >= seuil]
            if len(bas) < 4 or len(haut) < 4:
                continue
            note = fautes(bas) + fautes(haut)
            if meilleur is None or note < meilleur[0]:
                meilleur = (note, colonne, seuil, bas, haut)
    if meilleur is None:
        return majorite(groupe)
    note, colonne, seuil, bas, haut = meilleur
    return (colonne, seuil, construire(bas, profondeur - 1), construire(haut, profondeur - 1))


def suivre(arbre, sample):
    chemin = []
    while isinstance(arbre, tuple):
        colonne, seuil, bas, haut = arbre
        if sample[colonne] < seuil:
            chemin.append([COLONNES[colonne], "<", seuil])
            arbre = bas
        else:
            chemin.append([COLONNES[colonne], ">=", seuil])
            arbre = haut
    return arbre, chemin


arbre = construire(releves, 3)


def by_hand(sample):
    temperature, lumiere = sample
    if lumiere > 45:
        return "people"
    if temperature < 18.5:
        return "airing"
    return "empty"


def predict(sample):
    return suivre(arbre, sample)[0]


def explain(sample):
    return suivre(arbre, sample)[1]


def now():
    air = climat.read()
    lumiere = photo.read_u16() * 100 / 65535
    return predict([air.temperature_c, air.humidity_percent, lumiere])


def card():
    dernier = releves[-1][0]
    autre = construire([r for r in releves if r[0] != dernier], 3)
    table = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for jour, valeurs, vrai in releves:
        if jour == dernier:
            table[NOMS.index(vrai)][NOMS.index(suivre(autre, valeurs)[0])] += 1
    return {
        "data": "température, humidité et lumière d'une pièce",
        "people": "les gens qui vivent dans cette pièce",
        "limits": "une seule pièce pendant quelques jours",
        "confusion": table,
    }
