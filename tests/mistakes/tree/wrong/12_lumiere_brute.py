# mistake: now() gives the tree the raw light (0 to 65535) instead of a percentage.
# line: 102
# names.fr: lumière|light|read_u16|lumiere ; 100|65535|pourcent|échelle|brut
# names.en: light|read_u16 ; 100|65535|percent|scale|raw
from array import array
from machine import ADC, I2C, Pin
from aht20 import AHT20

NOM_DES_COLONNES = ("temperature", "humidity", "light")
NOM_DES_ETIQUETTES = ("empty", "people", "airing")


def lire():
    jours, etiquette = [], bytearray()
    colonnes = (array("h"), array("h"), array("h"))
    with open("room.csv") as fichier:
        fichier.readline()
        for ligne in fichier:
            champs = ligne.strip().split(",")
            jours.append(champs[0])
            for i in range(3):
                colonnes[i].append(int(round(float(champs[i + 1]) * 10)))
            etiquette.append(NOM_DES_ETIQUETTES.index(champs[4]))
    return jours, colonnes, etiquette


jours, colonnes, etiquette = lire()


def apprendre(lignes, reste=3):
    def compte(parmi):
        c = [0, 0, 0]
        for i in parmi:
            c[etiquette[i]] += 1
        return c

    def melange(c):
        n = c[0] + c[1] + c[2]
        return 0 if n == 0 else n - (c[0] * c[0] + c[1] * c[1] + c[2] * c[2]) / n

    total = compte(lignes)
    feuille = NOM_DES_ETIQUETTES[total.index(max(total))]
    if reste == 0 or max(total) >= len(lignes) - 1:
        return feuille
    record, choix = melange(total) - 0.2, None
    for numero in range(3):
        colonne = colonnes[numero]
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
        apprendre([i for i in lignes if colonnes[numero][i] < seuil], reste - 1),
        apprendre([i for i in lignes if colonnes[numero][i] >= seuil], reste - 1),
    )


def suivre(noeud, sample, deja=()):
    if type(noeud) is str:
        return noeud, list(deja)
    numero, seuil, bas, haut = noeud
    if sample[numero] < seuil:
        return suivre(bas, sample, deja + ([NOM_DES_COLONNES[numero], "<", seuil],))
    return suivre(haut, sample, deja + ([NOM_DES_COLONNES[numero], ">=", seuil],))


MODELE = apprendre(list(range(len(jours))))


def by_hand(sample):
    il_fait_froid = sample[0] < 17.8
    il_fait_clair = sample[2] > 40
    if il_fait_froid:
        return "airing"
    if il_fait_clair:
        return "people"
    return "empty"


def predict(sample):
    return suivre(MODELE, sample)[0]


def explain(sample):
    return suivre(MODELE, sample)[1]


def now():
    capteur = AHT20(I2C(0, scl=Pin(22), sda=Pin(21)))
    photo = ADC(Pin(34), atten=ADC.ATTN_11DB)
    air = capteur.read()
    moyenne = sum(photo.read_u16() for _ in range(8)) / 8
    return predict([air.temperature_c, air.humidity_percent, moyenne])


def card():
    dernier = jours[-1]
    sans_le_dernier = apprendre([i for i in range(len(jours)) if jours[i] != dernier])
    grille = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for i in range(len(jours)):
        if jours[i] == dernier:
            releve = [c[i] / 10 for c in colonnes]
            reponse = suivre(sans_le_dernier, releve)[0]
            grille[etiquette[i]][NOM_DES_ETIQUETTES.index(reponse)] += 1
    return {
        "data": "Relevés d'une pièce pendant une semaine",
        "people": "Les habitants, qui ont donné leur accord",
        "limits": "Pas d'été, pas de pièce sombre, peu de relevés",
        "confusion": grille,
    }
