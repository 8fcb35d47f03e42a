# style: recursion by halves for a passage, Timer and flag to show the posture three times, then the end
from machine import I2C, Pin, Timer
from mpu6050 import MPU6050
import time

releves = []
with open("tilt.csv") as f:
    f.readline()
    for l in f:
        releves.append(l.strip().split(","))
donnees = [[[float(r[1]), float(r[2])], 1 if r[3] == "bent" else -1] for r in releves]


def passage(samples, debut, fin, w):
    """Corrige w sur les exemples de debut à fin, et rend le nombre de fautes."""
    if fin - debut > 1:
        milieu = (debut + fin) // 2
        avant = passage(samples, debut, milieu, w)
        return avant + passage(samples, milieu, fin, w)
    (x, y), label = samples[debut]
    if label * (w[0] * x + w[1] * y + w[2]) > 0:
        return 0
    w[0] += label * x
    w[1] += label * y
    w[2] += label
    return 1


def learn(samples):
    w = [0, 0, 0]
    for tour in range(1000):
        if passage(samples, 0, len(samples), w) == 0:
            return w
    return None


def signe(w, point):
    total = w[0] * point[0] + w[1] * point[1] + w[2]
    return 1 if total > 0 else -1


def apprendre(samples):
    w = learn(samples)
    if w is not None:
        return w
    # Aucune ligne ne sépare tout : la moyenne des poids de cinquante passages.
    w, moyenne = [0, 0, 0], [0, 0, 0]
    for tour in range(50):
        passage(samples, 0, len(samples), w)
        moyenne = [moyenne[i] + w[i] / 50 for i in range(3)]
    return moyenne


POIDS = apprendre(donnees)
capteur = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))
drapeau = 0


def predict(point):
    return signe(POIDS, point)


def posture():
    mesures = [capteur.read().acceleration_g for _ in range(3)]
    x = sum(m[0] for m in mesures) / 3
    y = sum(m[1] for m in mesures) / 3
    return predict([x, y])


def card():
    dernier = releves[-1][0]
    poids = apprendre([d for d, r in zip(donnees, releves) if r[0] != dernier])
    c = [[0, 0], [0, 0]]
    for d, r in zip(donnees, releves):
        if r[0] == dernier:
            c[d[1] == 1][signe(poids, d[0]) == 1] += 1
    return {
        "data": "quarante-cinq mesures du capteur au col",
        "people": "quatre personnes d'un même bureau",
        "limits": "une seule ligne droite, peu de personnes",
        "confusion": c,
    }


def lever(minuteur):
    global drapeau
    drapeau += 1


minuteur = Timer(0)
minuteur.init(period=300, mode=Timer.PERIODIC, callback=lever)
vus = 0
while vus < 3:
    if drapeau > vus:
        vus += 1
        print("posture :", posture())
    time.sleep_ms(10)
minuteur.deinit()
