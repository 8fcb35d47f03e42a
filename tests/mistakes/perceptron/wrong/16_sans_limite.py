# mistake: Nothing counts the passes: with samples that no line separates, learn never ends.
# line: 20
# names.fr: 1000|limite|passage|renonc ; fin|jamais|boucle|while|None|endless|XOR
# names.en: 1000|limit|pass|give|gives ; end|never|loop|while|None|XOR
from machine import I2C, Pin
from mpu6050 import MPU6050

noms, exemples = [], []
for ligne in open("tilt.csv"):
    if ligne.startswith("person"):
        continue
    nom, x, y, etiquette = ligne.strip().split(",")
    noms.append(nom)
    exemples.append([[float(x), float(y)], 1 if etiquette == "bent" else -1])


def learn(samples):
    w1, w2, biais = 0, 0, 0
    fautes = 1
    while fautes > 0:
        fautes = 0
        for (x, y), etiquette in samples:
            if etiquette * (w1 * x + w2 * y + biais) <= 0:
                w1 += etiquette * x
                w2 += etiquette * y
                biais += etiquette
                fautes += 1
    return [w1, w2, biais]


def cote(trois, point):
    return 1 if trois[0] * point[0] + trois[1] * point[1] + trois[2] > 0 else -1


modele = learn(exemples)
capteur = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))


def predict(point):
    return cote(modele, point)


def posture():
    return predict(capteur.read().acceleration_g[0:2])


def card():
    m = learn([e for e, n in zip(exemples, noms) if n != noms[-1]])
    confusion = [[0, 0], [0, 0]]
    for e, n in zip(exemples, noms):
        if n == noms[-1]:
            vrai = 0 if e[1] == -1 else 1
            dit = 0 if cote(m, e[0]) == -1 else 1
            confusion[vrai][dit] += 1
    return {
        "data": "une matinée par personne, en g",
        "people": "A, B, C, D, tous adultes",
        "limits": "il ne sait pas dire non",
        "confusion": confusion,
    }
