# style: raw registers, measures for ever, French names
from machine import I2C, Pin
import struct
import time

bus = I2C(0, scl=Pin(22), sda=Pin(21), freq=400000)
bus.writeto_mem(0x68, 0x6B, b"\x00")
time.sleep_ms(50)


def mesure():
    x, y = struct.unpack(">hh", bus.readfrom_mem(0x68, 0x3B, 4))
    return [x / 16384, y / 16384]


def somme(poids, point):
    a, b, biais = poids
    return a * point[0] + b * point[1] + biais


def learn(exemples):
    a = b = biais = 0
    passages = 0
    while passages < 1000:
        erreurs = [1 for point, label in exemples if label * somme((a, b, biais), point) <= 0]
        if not erreurs:
            return [a, b, biais]
        for point, label in exemples:
            if label * somme((a, b, biais), point) <= 0:
                a, b, biais = a + label * point[0], b + label * point[1], biais + label
        passages += 1


lignes = open("tilt.csv").read().split("\n")[1:]
lignes = [ligne.split(",") for ligne in lignes if ligne]
exemples = {}
for personne, x, y, etiquette in lignes:
    exemples.setdefault(personne, []).append(((float(x), float(y)), -1 if etiquette == "straight" else 1))
derniere = lignes[-1][0]
poids = learn([exemple for personne in exemples if personne != derniere for exemple in exemples[personne]])


def predict(point):
    return 1 if somme(poids, point) >= 0 else -1


def posture():
    return predict(mesure())


def card():
    tableau = [[0, 0], [0, 0]]
    for point, label in exemples[derniere]:
        tableau[0 if label == -1 else 1][0 if predict(point) == -1 else 1] += 1
    return {
        "data": "des relevés d'une seule matinée",
        "people": "quatre adultes assis, personne d'autre",
        "limits": "une ligne droite, donc jamais XOR",
        "confusion": tableau,
    }


try:
    while True:
        print(posture())
        time.sleep(1)
finally:
    print("fin")
