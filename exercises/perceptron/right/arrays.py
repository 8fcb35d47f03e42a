# style: arrays of floats, indices, learn from a copy; accel of public tutorials
from array import array
from machine import I2C, Pin
import mpu6050

xs, ys, buts, qui = array("f"), array("f"), array("b"), []
with open("tilt.csv") as source:
    source.readline()
    for texte in source:
        p, x, y, e = texte.strip().split(",")
        qui.append(p)
        xs.append(float(x))
        ys.append(float(y))
        buts.append(1 if e == "bent" else -1)


def entrainer(xs, ys, buts, tours):
    w = array("f", [0, 0, 0])
    for _ in range(tours):
        fautes = 0
        for i in range(len(buts)):
            if buts[i] * (w[0] * xs[i] + w[1] * ys[i] + w[2]) <= 0:
                w[0] += buts[i] * xs[i]
                w[1] += buts[i] * ys[i]
                w[2] += buts[i]
                fautes += 1
        if not fautes:
            return w, True
    return w, False


def learn(samples):
    w, est_appris = entrainer(
        [s[0][0] for s in samples], [s[0][1] for s in samples], [s[1] for s in samples], 1000
    )
    return list(w) if est_appris else None


def secours(indices):
    """Quand aucune ligne ne convient : entre les deux milieux."""
    milieux = {}
    for but in (-1, 1):
        ceux = [i for i in indices if buts[i] == but]
        milieux[but] = sum(xs[i] for i in ceux) / len(ceux), sum(ys[i] for i in ceux) / len(ceux)
    (a, b), (c, d) = milieux[-1], milieux[1]
    return c - a, d - b, -((c * c + d * d) - (a * a + b * b)) / 2


def apprendre(indices):
    w, est_appris = entrainer([xs[i] for i in indices], [ys[i] for i in indices], [buts[i] for i in indices], 500)
    return tuple(w) if est_appris else secours(indices)


def repondre(w, x, y):
    return 1 if w[0] * x + w[1] * y + w[2] > 0 else -1


W = apprendre(range(len(qui)))


def predict(point):
    return repondre(W, point[0], point[1])


def posture():
    brut = mpu6050.accel(I2C(0, scl=Pin(22), sda=Pin(21))).get_values()
    return repondre(W, brut["AcX"] / 16384, brut["AcY"] / 16384)


def card():
    w = apprendre([i for i in range(len(qui)) if qui[i] != qui[-1]])
    table = [[0, 0], [0, 0]]
    for i in range(len(qui)):
        if qui[i] == qui[-1]:
            table[max(0, buts[i])][max(0, repondre(w, xs[i], ys[i]))] += 1
    return {
        "data": "deux accélérations et un mot par ligne",
        "people": "quatre personnes en bonne santé",
        "limits": "ne voit pas une torsion du dos",
        "confusion": table,
    }
