# mistake: Exactly zero counts as right: with the three zeros of the start there is no mistake at all and nothing is learnt.
# line: 25
# names.fr: zero|0|>=|<|<= ; juste|erreur|depart|compar|strict|au-dessus|egal|appr
# names.en: zero|0|>=|<|<= ; right|mistake|start|compar|strict|above|equal|learn
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
    w1, w2, biais = 0, 0, 0
    for passage in range(1000):
        erreurs = 0
        for point, label in samples:
            x, y = point
            if label * (w1 * x + w2 * y + biais) < 0:
                w1 += label * x
                w2 += label * y
                biais += label
                erreurs += 1
        if erreurs == 0:
            return [w1, w2, biais]
    return None


modele = learn(exemples)


def juger(modele, point):
    if modele[0] * point[0] + modele[1] * point[1] + modele[2] > 0:
        return 1
    return -1


def predict(point):
    return juger(modele, point)


def posture():
    x, y, z = capteur.read().acceleration_g
    return predict([x, y])


def card():
    derniere = personnes[-1]
    autres = []
    for i in range(len(exemples)):
        if personnes[i] != derniere:
            autres.append(exemples[i])
    sans_elle = learn(autres)
    confusion = [[0, 0], [0, 0]]
    for i in range(len(exemples)):
        if personnes[i] == derniere:
            point, label = exemples[i]
            confusion[(label + 1) // 2][(juger(sans_elle, point) + 1) // 2] += 1
    return {"data": "accélérations x et y en g", "people": "quatre personnes, une matinée chacune",
            "limits": "une seule ligne droite, pas XOR", "confusion": confusion}
