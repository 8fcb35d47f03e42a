# mistake: predict returns True or False, not 1 or -1.
# line: 43
# names.fr: -1 ; True|False|vrai|faux|predict|1
# names.en: -1 ; True|False|predict|1
from machine import I2C, Pin
from mpu6050 import MPU6050

tous = []
with open("tilt.csv") as fichier:
    fichier.readline()
    for ligne in fichier:
        p, x, y, e = ligne.strip().split(",")
        tous.append((p, [[float(x), float(y)], 1 if e == "bent" else -1]))


def learn(samples):
    a = b = c = 0
    passage = 0
    while passage < 1000:
        juste = 0
        for (x, y), e in samples:
            if (a * x + b * y + c) * e > 0:
                juste += 1
            else:
                a += e * x
                b += e * y
                c += e
        if juste == len(samples):
            return [a, b, c]
        passage += 1


def est_courbe(poids, point):
    a, b, c = poids
    return a * point[0] + b * point[1] + c > 0


poids = learn([exemple for _, exemple in tous])
mpu = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))


def predict(point):
    return est_courbe(poids, point)


def posture():
    x, y, z = mpu.read().acceleration_g
    return 1 if predict((x, y)) else -1


def card():
    dernier = tous[-1][0]
    autres_poids = learn([exemple for p, exemple in tous if p != dernier])
    grille = [[0, 0], [0, 0]]
    for p, (point, e) in tous:
        if p == dernier:
            grille[e == 1][est_courbe(autres_poids, point)] += 1
    return {
        "data": "des inclinaisons mesurées au col",
        "people": "quatre personnes, une matinée chacune",
        "limits": "une ligne droite et pas plus",
        "confusion": grille,
    }
