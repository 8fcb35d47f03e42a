from machine import I2C, Pin
from mpu6050 import MPU6050

capteur = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))
personnes = []
exemples = []
with open("tilt.csv") as fichier:
    fichier.readline()
    for ligne in fichier:
        personne, x, y, etiquette = ligne.strip().split(",")
        personnes.append(personne)
        exemples.append([[float(x), float(y)], 1 if etiquette == "bent" else -1])


def learn(samples):
    w1 = w2 = bias = 0
    for passage in range(1000):
        erreurs = 0
        for point, label in samples:
            x, y = point
            if label * (w1 * x + w2 * y + bias) <= 0:
                w1 += label * x
                w2 += label * y
                bias += label
                erreurs += 1
        if erreurs == 0:
            return [w1, w2, bias]
    return None


def repondre(modele, point):
    w1, w2, bias = modele
    return 1 if w1 * point[0] + w2 * point[1] + bias > 0 else -1


modele = learn(exemples)


def predict(point):
    return repondre(modele, point)


def posture():
    x, y, z = capteur.read().acceleration_g
    return predict([x, y])


def card():
    derniere = personnes[-1]
    apprend = [exemples[i] for i in range(len(exemples)) if personnes[i] != derniere]
    teste = [exemples[i] for i in range(len(exemples)) if personnes[i] == derniere]
    autre = learn(apprend)
    confusion = [[0, 0], [0, 0]]
    for point, label in teste:
        ligne = 0 if label == -1 else 1
        colonne = 0 if repondre(autre, point) == -1 else 1
        confusion[ligne][colonne] += 1
    return {
        "data": "les accélérations x et y du col",
        "people": "quatre personnes, une matinée chacune",
        "limits": "il ne peut pas apprendre XOR",
        "confusion": confusion,
    }
