# mistake: The first line, which names the columns, is read as a sample.
# line: 19
# names.fr: première ligne|première|en-tête|entête|noms des colonnes|nom des colonnes|titre ; float|ligne|nombre|colonne|temperature
# names.en: first line|header|names of the columns|column names|title|first ; float|line|number|column|temperature
from machine import ADC, I2C, Pin
from aht20 import AHT20

NOMS = ["temperature", "humidity", "light"]
CLASSES = ["empty", "people", "airing"]


def read_file(nom):
    samples = []
    handle = open(nom)
    for ligne in handle:
        parts = ligne.strip().split(",")
        if len(parts) < 5:
            continue
        releve = [float(parts[1]), float(parts[2]), float(parts[3])]
        samples.append([parts[0], releve, CLASSES.index(parts[4])])
    handle.close()
    return samples


def compter(samples):
    n = [0, 0, 0]
    for r in samples:
        n[r[2]] += 1
    return n


def desordre(n):
    total = n[0] + n[1] + n[2]
    if total == 0:
        return 0
    return total - (n[0] * n[0] + n[1] * n[1] + n[2] * n[2]) / total


def chercher(samples):
    """La meilleure question : trier une colonne, puis faire passer les relevés un à un de droite à gauche."""
    choix = None
    for c in range(3):
        tries = sorted(samples, key=lambda r: r[1][c])
        gauche, droite = [0, 0, 0], compter(samples)
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


def learn(samples):
    # Chaque case : [colonne, seuil, case si plus petit, case sinon, classe] ; colonne None : une feuille.
    table = []
    travail = [(samples, 0, None, None)]
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


def walk(table, sample):
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


everything = read_file("room.csv")
tree = learn(everything)
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
    return walk(tree, sample)[0]


def explain(sample):
    return walk(tree, sample)[1]


def now():
    mesure = air.read()
    return predict([mesure.temperature_c, mesure.humidity_percent, lumiere.read_u16() / 655.35])


def card():
    dernier_jour = everything[-1][0]
    sans = learn([r for r in everything if r[0] != dernier_jour])
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for jour, releve, classe in everything:
        if jour == dernier_jour:
            confusion[classe][CLASSES.index(walk(sans, releve)[0])] += 1
    return {
        "data": "Les relevés d'une seule pièce, sept jours",
        "people": "Les gens de la pièce, sans leurs noms",
        "limits": "Quelques étiquettes fausses, une seule pièce",
        "confusion": confusion,
    }
