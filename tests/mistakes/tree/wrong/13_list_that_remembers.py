# mistake: The default list of questions is made once and kept from call to call: the explanations grow without end.
# line: 67
# names.fr: défaut|[]|liste|chaque appel|mêmes|garde ; questions|explain|parcours|appel|asked|grandi|vide|3
# names.en: default|[]|list|each call|same|keep|kept ; question|explain|call|asked|grow|empty|3
from array import array
from machine import ADC, I2C, Pin
from aht20 import AHT20

COLUMNS = ("temperature", "humidity", "light")
LABELS = ("empty", "people", "airing")


def load():
    jour, kind = [], bytearray()
    columns = (array("h"), array("h"), array("h"))
    with open("room.csv") as fichier:
        fichier.readline()
        for ligne in fichier:
            champs = ligne.strip().split(",")
            jour.append(champs[0])
            for i in range(3):
                columns[i].append(int(round(float(champs[i + 1]) * 10)))
            kind.append(LABELS.index(champs[4]))
    return jour, columns, kind


jour, columns, kind = load()


def grow(lignes, reste=3):
    def compte(parmi):
        c = [0, 0, 0]
        for i in parmi:
            c[kind[i]] += 1
        return c

    def melange(c):
        n = c[0] + c[1] + c[2]
        return 0 if n == 0 else n - (c[0] * c[0] + c[1] * c[1] + c[2] * c[2]) / n

    total = compte(lignes)
    feuille = LABELS[total.index(max(total))]
    if reste == 0 or max(total) >= len(lignes) - 1:
        return feuille
    record, choix = melange(total) - 0.2, None
    for numero in range(3):
        colonne = columns[numero]
        for seuil in sorted(set(colonne[i] for i in lignes))[1:]:
            bas = compte(i for i in lignes if colonne[i] < seuil)
            haut = [total[k] - bas[k] for k in range(3)]
            if sum(bas) < 3 or sum(haut) < 3:
                continue
            m = melange(bas) + melange(haut)
            if m < record:
                record, choix = m, (numero, seuil)
    if choix is None:
        return feuille
    numero, seuil = choix
    return (
        numero,
        (seuil - 0.5) / 10,
        grow([i for i in lignes if columns[numero][i] < seuil], reste - 1),
        grow([i for i in lignes if columns[numero][i] >= seuil], reste - 1),
    )


def walk(node, sample, asked=[]):
    if type(node) is str:
        return node, asked
    numero, seuil, bas, haut = node
    if sample[numero] < seuil:
        asked.append([COLUMNS[numero], "<", seuil])
        return walk(bas, sample, asked)
    asked.append([COLUMNS[numero], ">=", seuil])
    return walk(haut, sample, asked)


TREE = grow(list(range(len(jour))))


def by_hand(sample):
    il_fait_froid = sample[0] < 17.8
    il_fait_clair = sample[2] > 40
    if il_fait_froid:
        return "airing"
    if il_fait_clair:
        return "people"
    return "empty"


def predict(sample):
    return walk(TREE, sample)[0]


def explain(sample):
    return walk(TREE, sample)[1]


def now():
    capteur = AHT20(I2C(0, scl=Pin(22), sda=Pin(21)))
    photo = ADC(Pin(34), atten=ADC.ATTN_11DB)
    air = capteur.read()
    moyenne = sum(photo.read_u16() for _ in range(8)) / 8
    return predict([air.temperature_c, air.humidity_percent, moyenne / 65535 * 100])


def card():
    dernier = jour[-1]
    sans_le_dernier = grow([i for i in range(len(jour)) if jour[i] != dernier])
    grille = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for i in range(len(jour)):
        if jour[i] == dernier:
            releve = [c[i] / 10 for c in columns]
            reponse = walk(sans_le_dernier, releve)[0]
            grille[kind[i]][LABELS.index(reponse)] += 1
    return {
        "data": "Relevés d'une pièce pendant une semaine",
        "people": "Les habitants, qui ont donné leur accord",
        "limits": "Pas d'été, pas de pièce sombre, peu de relevés",
        "confusion": grille,
    }
