# mistake: scikit-learn (sklearn) does not exist on the board.
# line: 5
# names.fr: sklearn ; module|bibliothèque|import|carte|micropython|existe
# names.en: sklearn ; module|library|import|board|micropython|exist
from sklearn.tree import DecisionTreeClassifier
from machine import ADC, I2C, Pin
from aht20 import AHT20

noms = ["temperature", "humidity", "light"]
jours, X, y = [], [], []
with open("room.csv") as f:
    next(f)
    for ligne in f:
        j, t, h, l, e = ligne.strip().split(",")
        jours.append(j)
        X.append([float(t), float(h), float(l)])
        y.append(e)

arbre = DecisionTreeClassifier(max_depth=3)
arbre.fit(X, y)


def by_hand(sample):
    if sample[0] < 17.5:
        return "airing"
    if sample[2] < 40:
        return "empty"
    return "people"


def predict(sample):
    return arbre.predict([sample])[0]


def explain(sample):
    chemin = []
    t = arbre.tree_
    n = 0
    while t.children_left[n] != -1:
        c, s = t.feature[n], t.threshold[n]
        if sample[c] <= s:
            chemin.append([noms[c], "<=", s])
            n = t.children_left[n]
        else:
            chemin.append([noms[c], ">", s])
            n = t.children_right[n]
    return chemin


aht = AHT20(I2C(0, scl=Pin(22), sda=Pin(21)))
ldr = ADC(Pin(34), atten=ADC.ATTN_11DB)


def now():
    air = aht.read()
    return predict([air.temperature_c, air.humidity_percent, ldr.read_u16() * 100 / 65535])


def card():
    etats = ["empty", "people", "airing"]
    avant = [i for i in range(len(y)) if jours[i] != jours[-1]]
    test = DecisionTreeClassifier(max_depth=3).fit([X[i] for i in avant], [y[i] for i in avant])
    m = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for i in range(len(y)):
        if jours[i] == jours[-1]:
            m[etats.index(y[i])][etats.index(test.predict([X[i]])[0])] += 1
    return {
        "data": "sept jours dans une pièce",
        "people": "les gens de cette pièce",
        "limits": "une seule pièce, une saison",
        "confusion": m,
    }
