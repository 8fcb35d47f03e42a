# mistake: learn never corrects the bias: it stays 0 and the line must pass through (0, 0).
# line: 0
# names.fr: biais|bias|troisieme nombre ; 0|zero|corrig|ajout|chang|oubli|milieu|label
# names.en: bias|third number|offset ; 0|zero|correct|add|change|forgot|middle|label
from machine import I2C, Pin
from mpu6050 import MPU6050

capteur = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))
tout = []
with open("tilt.csv") as fichier:
    fichier.readline()
    for ligne in fichier:
        morceaux = ligne.strip().split(",")
        if morceaux[3] == "bent":
            label = 1
        else:
            label = -1
        tout.append([morceaux[0], float(morceaux[1]), float(morceaux[2]), label])


def learn(samples):
    w1 = 0
    w2 = 0
    bias = 0
    passage = 0
    while passage < 1000:
        passage = passage + 1
        faute = False
        for exemple in samples:
            x = exemple[0][0]
            y = exemple[0][1]
            label = exemple[1]
            if label * (w1 * x + w2 * y + bias) <= 0:
                faute = True
                w1 = w1 + label * x
                w2 = w2 + label * y
        if not faute:
            return [w1, w2, bias]
    return None


def reponse(w, x, y):
    if w is None:
        return -1
    return 1 if w[0] * x + w[1] * y + w[2] > 0 else -1


W = learn([[[x, y], label] for nom, x, y, label in tout])


def predict(point):
    return reponse(W, point[0], point[1])


def posture():
    x, y, z = capteur.read().acceleration_g
    return reponse(W, x, y)


def card():
    nom_cache = tout[-1][0]
    w = learn([[[x, y], label] for nom, x, y, label in tout if nom != nom_cache])
    confusion = [[0, 0], [0, 0]]
    for nom, x, y, label in tout:
        if nom == nom_cache:
            ligne = 1 if label == 1 else 0
            colonne = 1 if reponse(w, x, y) == 1 else 0
            confusion[ligne][colonne] += 1
    return {"data": "deux accélérations en g par relevé", "people": "quatre personnes, une matinée chacune",
            "limits": "rien de ce qu'une ligne ne sépare pas", "confusion": confusion}
