# mistake: A value with `if` inside an expression also needs its `else`.
# line: 15
# names.fr: else|sinon ; if|ligne|expression|valeur
# names.en: else ; if|line|expression|value
from machine import I2C, Pin
from mpu6050 import MPU6050

gens, tous_les_points = [], []
fichier = open("tilt.csv")
fichier.readline()
ligne = fichier.readline()
while ligne != "":
    champs = ligne.strip().split(",")
    gens.append(champs[0])
    tous_les_points.append([[float(champs[1]), float(champs[2])], 1 if champs[3] == "bent"])
    ligne = fichier.readline()
fichier.close()


def tours(liste):
    a = b = c = 0.0
    while True:
        fautes = 0
        for exemple in liste:
            x, y = exemple[0]
            but = exemple[1]
            if but * (a * x + b * y + c) > 0:
                continue
            a, b, c = a + but * x, b + but * y, c + but
            fautes += 1
        yield fautes, [a, b, c]


def learn(samples):
    essai = 0
    for fautes, poids in tours(samples):
        essai += 1
        if fautes == 0:
            return poids
        if essai == 1000:
            return None


def avis(poids, point):
    if poids[0] * point[0] + poids[1] * point[1] + poids[2] > 0:
        return 1
    return -1


def bons(poids, liste):
    return sum([avis(poids, p) == e for p, e in liste])


def meilleurs_poids(liste):
    suite = tours(liste)
    retenus = [0, 0, 0]
    for _ in range(250):
        fautes, poids = next(suite)
        if fautes == 0:
            return poids
        if bons(poids, liste) > bons(retenus, liste):
            retenus = poids
    return retenus


poids_appris = meilleurs_poids(tous_les_points)
accelerometre = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))


def predict(point):
    return avis(poids_appris, point)


def posture():
    acceleration = accelerometre.read_accel_data()
    return predict([acceleration[0], acceleration[1]])


def card():
    autres, derniere = [], []
    for qui, exemple in zip(gens, tous_les_points):
        if qui == gens[-1]:
            derniere.append(exemple)
        else:
            autres.append(exemple)
    poids = meilleurs_poids(autres)
    nombre = {}
    for point, etiquette in derniere:
        cle = etiquette, avis(poids, point)
        nombre[cle] = nombre.get(cle, 0) + 1
    return {
        "data": "tilt.csv, une matinée de mesures",
        "people": "A, B, C et D, des volontaires",
        "limits": "Pas de courbe, pas de XOR, pas d'enfant",
        "confusion": [
            [nombre.get((-1, -1), 0), nombre.get((-1, 1), 0)],
            [nombre.get((1, -1), 0), nombre.get((1, 1), 0)],
        ],
    }
