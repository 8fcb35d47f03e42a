# mistake: The two gaps are not brought to the same scale: lux drown the moisture.
# line: 17
# names.fr: échelle|étendue|divis|normalis|lux
# names.en: scale|range|divid|normalis|lux
from math import sqrt

ETATS = ["ripe", "dry", "dark"]


class Releve:
    def __init__(self, lumiere, sol, etat):
        self.lumiere = lumiere
        self.sol = sol
        self.etat = etat

    def ecart(self, autre):
        return sqrt((self.lumiere - autre[0]) ** 2 + (self.sol - autre[1]) ** 2)


releves = []
with open("samples.csv") as f:
    f.readline()
    for ligne in f:
        a, b, c = ligne.strip().split(",")
        releves.append(Releve(float(a), float(b), c))


def juger(sample, k, parmi):
    proches = sorted(parmi, key=lambda r: r.ecart(sample))[:k]
    voix = {}
    for r in proches:
        voix[r.etat] = voix.get(r.etat, 0) + 1
    plus = max(voix.values())
    for r in proches:
        if voix[r.etat] == plus:
            return r.etat


def predict(sample, k):
    return juger(sample, k, releves)


def card():
    m = [[0] * 3 for _ in ETATS]
    for r in releves:
        autres = [x for x in releves if x is not r]
        m[ETATS.index(r.etat)][ETATS.index(juger([r.lumiere, r.sol], 1, autres))] += 1
    return {"data": "measures of a tomato plant", "people": "one person wrote them down",
            "limits": "one balcony and one plant only", "confusion": m}
