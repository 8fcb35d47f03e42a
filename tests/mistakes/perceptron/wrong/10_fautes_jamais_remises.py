# mistake: The number of mistakes is never put back to 0 at the start of a pass: learn always gives up.
# line: 22
# names.fr: fautes|compteur|erreurs ; 0|zéro|remis|remet|passage|chaque|passe|début|boucle
# names.en: fautes|counter|mistakes ; 0|zero|reset|pass|each|begin|start|loop
from array import array
from machine import I2C, Pin
import mpu6050

abscisses, ordonnees, buts, noms = array("f"), array("f"), array("b"), []
with open("tilt.csv") as source:
    source.readline()
    for texte in source:
        p, x, y, e = texte.strip().split(",")
        noms.append(p)
        abscisses.append(float(x))
        ordonnees.append(float(y))
        buts.append(1 if e == "bent" else -1)


def apprentissage(abscisses, ordonnees, buts, tours):
    w = array("f", [0, 0, 0])
    fautes = 0
    for _ in range(tours):
        for i in range(len(buts)):
            if buts[i] * (w[0] * abscisses[i] + w[1] * ordonnees[i] + w[2]) <= 0:
                w[0] += buts[i] * abscisses[i]
                w[1] += buts[i] * ordonnees[i]
                w[2] += buts[i]
                fautes += 1
        if not fautes:
            return w, True
    return w, False


def learn(samples):
    w, est_appris = apprentissage(
        [s[0][0] for s in samples], [s[0][1] for s in samples], [s[1] for s in samples], 1000
    )
    return list(w) if est_appris else None


def entre_les_milieux(indices):
    """Quand aucune ligne ne convient : entre les deux milieux."""
    milieux = {}
    for but in (-1, 1):
        ceux = [i for i in indices if buts[i] == but]
        milieux[but] = sum(abscisses[i] for i in ceux) / len(ceux), sum(ordonnees[i] for i in ceux) / len(ceux)
    (a, b), (c, d) = milieux[-1], milieux[1]
    return c - a, d - b, -((c * c + d * d) - (a * a + b * b)) / 2


def apprendre(indices):
    w, est_appris = apprentissage([abscisses[i] for i in indices], [ordonnees[i] for i in indices], [buts[i] for i in indices], 500)
    return tuple(w) if est_appris else entre_les_milieux(indices)


def repondre(w, x, y):
    return 1 if w[0] * x + w[1] * y + w[2] > 0 else -1


W = apprendre(range(len(noms)))


def predict(point):
    return repondre(W, point[0], point[1])


def posture():
    brut = mpu6050.accel(I2C(0, scl=Pin(22), sda=Pin(21))).get_values()
    return repondre(W, brut["AcX"] / 16384, brut["AcY"] / 16384)


def card():
    w = apprendre([i for i in range(len(noms)) if noms[i] != noms[-1]])
    table = [[0, 0], [0, 0]]
    for i in range(len(noms)):
        if noms[i] == noms[-1]:
            table[max(0, buts[i])][max(0, repondre(w, abscisses[i], ordonnees[i]))] += 1
    return {
        "data": "deux accélérations et un mot par ligne",
        "people": "quatre personnes en bonne santé",
        "limits": "ne voit pas une torsion du dos",
        "confusion": table,
    }
