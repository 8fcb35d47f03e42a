# mistake: learn never gives up: `while True` has no limit of passes, so with XOR it goes on for ever instead of returning None.
# line: 28
# names.fr: while|boucle|sans fin|infini|jamais|passage ; 1000|renonc|None|limite|compt|arret
# names.en: while|loop|endless|for ever|forever|infinite|never|pass ; 1000|give|None|limit|count|stop
from machine import I2C, Pin
from mpu6050 import MPU6050

mpu = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))


def lire(nom):
    qui, quoi = [], []
    with open(nom) as fichier:
        next(fichier)
        for ligne in fichier:
            p, x, y, e = ligne.strip().split(",")
            qui.append(p)
            quoi.append([[float(x), float(y)], {"bent": 1, "straight": -1}[e]])
    return qui, quoi


def somme(w, point):
    return w[0] * point[0] + w[1] * point[1] + w[2]


def learn(samples):
    w = [0, 0, 0]
    while True:
        tout_juste = True
        for point, label in samples:
            if label * somme(w, point) <= 0:
                w = [w[0] + label * point[0], w[1] + label * point[1], w[2] + label]
                tout_juste = False
        if tout_juste:
            return w


qui, quoi = lire("tilt.csv")
appris = learn(quoi)


def signe(nombre):
    return 1 if nombre > 0 else -1


def predict(point):
    return signe(somme(appris, point))


def posture():
    mesure = mpu.read().acceleration_g
    return predict([mesure[0], mesure[1]])


def card():
    cachee = qui[-1]
    w = learn([quoi[i] for i in range(len(quoi)) if qui[i] != cachee])
    c = {(-1, -1): 0, (-1, 1): 0, (1, -1): 0, (1, 1): 0}
    for i in range(len(quoi)):
        if qui[i] == cachee:
            point, label = quoi[i]
            c[(label, signe(somme(w, point)))] += 1
    return {"data": "inclinaison du col, en g", "people": "quatre personnes, une matinée chacune",
            "limits": "ne sait pas apprendre le XOR",
            "confusion": [[c[(-1, -1)], c[(-1, 1)]], [c[(1, -1)], c[(1, 1)]]]}
