# mistake: Labels swapped: bent is -1.
# line: 15
# names.fr: bent ; 1|invers|envers|straight
# names.en: bent ; 1|invert|swap|straight
from machine import I2C, Pin
from mpu6050 import MPU6050

personnes = []
exemples = []
with open("tilt.csv") as fichier:
    fichier.readline()
    for ligne in fichier:
        qui, x, y, etiquette = ligne.strip().split(",")
        personnes.append(qui)
        exemples.append([[float(x), float(y)], 1 if etiquette == "straight" else -1])


def learn(samples):
    w1, w2, biais = 0, 0, 0
    for passage in range(1000):
        erreurs = 0
        for (x, y), label in samples:
            if label * (w1 * x + w2 * y + biais) <= 0:
                w1 += label * x
                w2 += label * y
                biais += label
                erreurs += 1
        if erreurs == 0:
            return [w1, w2, biais]
    return None


def decide(modele, point):
    w1, w2, biais = modele
    return 1 if w1 * point[0] + w2 * point[1] + biais > 0 else -1


modele = learn(exemples)
capteur = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))


def predict(point):
    return decide(modele, point)


def posture():
    x, y, z = capteur.read().acceleration_g
    return predict([x, y])


def card():
    derniere = personnes[-1]
    autres = [e for p, e in zip(personnes, exemples) if p != derniere]
    essai = learn(autres)
    table = [[0, 0], [0, 0]]
    for p, (point, vrai) in zip(personnes, exemples):
        if p == derniere:
            table[vrai > 0][decide(essai, point) > 0] += 1
    return {
        "data": "accélérations mesurées un matin au col",
        "people": "quatre personnes, un matin chacune",
        "limits": "ne sépare que par une ligne droite",
        "confusion": table,
    }
