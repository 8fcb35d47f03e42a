# mistake: The passes have no limit: when no line separates the samples, learn never ends.
# line: 18
# names.fr: 1000|sans fin|infini|limite|while|ne finit
# names.en: 1000|endless|never ends|no end|limit|while
from machine import I2C, Pin
from mpu6050 import MPU6050

capteur = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))


def signe(w, p):
    return 1 if w[0] * p[0] + w[1] * p[1] + w[2] > 0 else -1


def learn(samples):
    w = [0, 0, 0]
    fini = False
    while not fini:
        fini = True
        for (x, y), label in samples:
            if label * (w[0] * x + w[1] * y + w[2]) <= 0:
                w[0] += label * x
                w[1] += label * y
                w[2] += label
                fini = False
    return w


donnees = []
with open("tilt.csv") as fichier:
    fichier.readline()
    for ligne in fichier:
        p, x, y, l = ligne.strip().split(",")
        donnees.append((p, [float(x), float(y)], 1 if l == "bent" else -1))
dernier = donnees[-1][0]
poids = learn([[point, l] for p, point, l in donnees if p != dernier])


def predict(point):
    return signe(poids, point)


def posture():
    x, y, z = capteur.read().acceleration_g
    return predict([x, y])


def card():
    confusion = [[0, 0], [0, 0]]
    for p, point, l in donnees:
        if p == dernier:
            confusion[l > 0][predict(point) > 0] += 1
    return {"data": "des mesures de quatre matinées", "people": "quatre personnes assises au bureau",
            "limits": "une seule droite, jamais deux", "confusion": confusion}
