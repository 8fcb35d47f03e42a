# mistake: numpy does not exist on the board.
# line: 5
# names.fr: numpy ; module|bibliothèque|import|carte|micropython|existe
# names.en: numpy ; module|library|import|board|micropython|exist
import numpy as np
from machine import I2C, Pin
from mpu6050 import MPU6050

noms = []
points = []
etiquettes = []
with open("tilt.csv") as f:
    f.readline()
    for ligne in f:
        n, x, y, e = ligne.strip().split(",")
        noms.append(n)
        points.append([float(x), float(y)])
        etiquettes.append(1 if e == "bent" else -1)


def learn(samples):
    w = np.zeros(3)
    for _ in range(1000):
        erreurs = 0
        for p, e in samples:
            v = np.array(p + [1])
            if e * np.dot(w, v) <= 0:
                w += e * v
                erreurs += 1
        if erreurs == 0:
            return list(w)
    return None


w = learn(list(zip(points, etiquettes)))
capteur = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))


def predict(point):
    return 1 if np.dot(w, np.array(point + [1])) > 0 else -1


def posture():
    x, y, z = capteur.read().acceleration_g
    return predict([x, y])


def card():
    autres = [(p, e) for n, p, e in zip(noms, points, etiquettes) if n != noms[-1]]
    v = learn(autres)
    c = [[0, 0], [0, 0]]
    for n, p, e in zip(noms, points, etiquettes):
        if n == noms[-1]:
            c[e > 0][int(np.dot(v, np.array(p + [1])) > 0)] += 1
    return {
        "data": "une matinée de mesures au col",
        "people": "quatre personnes de mon groupe",
        "limits": "une seule ligne droite possible",
        "confusion": c,
    }
