# style: class, French names, the "pocket" of the best weights
from machine import I2C, Pin
import mpu6050

DROIT, COURBE = -1, 1


class Neurone:
    def __init__(self):
        self.poids = [0.0, 0.0]
        self.biais = 0.0
        self.poche = None
        self.fautes_de_la_poche = None

    def somme(self, point):
        return self.poids[0] * point[0] + self.poids[1] * point[1] + self.biais

    def reponse(self, point):
        return COURBE if self.somme(point) > 0 else DROIT

    def corriger(self, point, etiquette):
        self.poids[0] += etiquette * point[0]
        self.poids[1] += etiquette * point[1]
        self.biais += etiquette

    def passage(self, exemples):
        fautes = 0
        for point, etiquette in exemples:
            if etiquette * self.somme(point) <= 0:
                self.corriger(point, etiquette)
                fautes += 1
        return fautes

    def apprendre(self, exemples, passages=1000):
        """Rend vrai quand un passage entier est sans faute."""
        for _ in range(passages):
            if self.passage(exemples) == 0:
                return True
            fautes = sum(1 for p, e in exemples if self.reponse(p) != e)
            if self.poche is None or fautes < self.fautes_de_la_poche:
                self.poche = self.nombres()
                self.fautes_de_la_poche = fautes
        return False

    def reprendre_la_poche(self):
        w1, w2, self.biais = self.poche
        self.poids = [w1, w2]

    def nombres(self):
        return [self.poids[0], self.poids[1], self.biais]


def lire(nom):
    with open(nom) as fichier:
        fichier.readline()
        for ligne in fichier:
            if ligne.strip():
                personne, x, y, mot = ligne.strip().split(",")
                yield personne, [float(x), float(y)], COURBE if mot == "bent" else DROIT


def learn(samples):
    neurone = Neurone()
    return neurone.nombres() if neurone.apprendre(samples) else None


def neurone_pour(exemples):
    neurone = Neurone()
    if not neurone.apprendre(exemples, 300):
        neurone.reprendre_la_poche()
    return neurone


tout = list(lire("tilt.csv"))
dos = neurone_pour([(point, etiquette) for _, point, etiquette in tout])
capteur = mpu6050.MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))


def predict(point):
    return dos.reponse(point)


def posture():
    mesure = capteur.read()
    return dos.reponse(mesure.acceleration_g[:2])


def card():
    derniere = tout[-1][0]
    autre = neurone_pour([(p, e) for qui, p, e in tout if qui != derniere])
    tableau = [[0, 0], [0, 0]]
    for qui, point, etiquette in tout:
        if qui == derniere:
            ligne = (etiquette + 1) // 2
            colonne = (autre.reponse(point) + 1) // 2
            tableau[ligne][colonne] += 1
    return {
        "data": "Des mesures prises sur une matinée",
        "people": "Quatre personnes, toutes assises au bureau",
        "limits": "Ne sépare que par une ligne droite",
        "confusion": tableau,
    }
