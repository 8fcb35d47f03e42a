# mistake: The confusion counts the samples of everybody, not of the last person only.
# line: 88
# names.fr: dernière|dernier|personne ; confusion|tous|card|compt|fiche
# names.en: last|person ; confusion|all|card|count|every
from machine import I2C, Pin
from mpu6050 import MPU6050

personnes, points = [], []
fichier = open("tilt.csv")
fichier.readline()
ligne = fichier.readline()
while ligne != "":
    champs = ligne.strip().split(",")
    personnes.append(champs[0])
    points.append([[float(champs[1]), float(champs[2])], -1 if champs[3] == "straight" else 1])
    ligne = fichier.readline()
fichier.close()


def balayages(liste):
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
    for fautes, poids in balayages(samples):
        essai += 1
        if fautes == 0:
            return poids
        if essai == 1000:
            return None


def dire(poids, point):
    if poids[0] * point[0] + poids[1] * point[1] + poids[2] > 0:
        return 1
    return -1


def justes(poids, liste):
    return sum([dire(poids, p) == e for p, e in liste])


def apprendre(liste):
    suite = balayages(liste)
    retenus = [0, 0, 0]
    for _ in range(250):
        fautes, poids = next(suite)
        if fautes == 0:
            return poids
        if justes(poids, liste) > justes(retenus, liste):
            retenus = poids
    return retenus


poids_du_fichier = apprendre(points)
accelerometre = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))


def predict(point):
    return dire(poids_du_fichier, point)


def posture():
    acceleration = accelerometre.read_accel_data()
    return predict([acceleration[0], acceleration[1]])


def card():
    autres, derniere = [], []
    for qui, exemple in zip(personnes, points):
        if qui == personnes[-1]:
            derniere.append(exemple)
        else:
            autres.append(exemple)
    poids = apprendre(autres)
    nombre = {}
    for point, etiquette in autres + derniere:
        cle = etiquette, dire(poids, point)
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
