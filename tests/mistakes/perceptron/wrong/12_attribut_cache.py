# mistake: The except hides that the reading has no attribute acceleration (it is acceleration_g): posture always says straight.
# line: 76
# names.fr: except|erreur ; acceleration_g|acceleration|attribut|cache|avale|ignor|masqu
# names.en: except|error ; acceleration_g|acceleration|attribut|hid|swallow|ignor
from machine import I2C, Pin
from mpu6050 import MPU6050

NOMBRE_DE_PASSAGES_AU_PLUS = 1000
ETIQUETTE_DU_MOT = {"straight": -1, "bent": 1}


def lire():
    personnes_du_fichier = []
    exemples_du_fichier = []
    with open("tilt.csv", "r") as fichier_des_inclinaisons:
        fichier_des_inclinaisons.readline()
        for ligne_du_fichier in fichier_des_inclinaisons:
            personne, abscisse, ordonnee, mot = ligne_du_fichier.strip().split(",")
            personnes_du_fichier.append(personne)
            exemples_du_fichier.append([[float(abscisse), float(ordonnee)], ETIQUETTE_DU_MOT[mot]])
    return personnes_du_fichier, exemples_du_fichier


def somme(trois_nombres, point):
    poids_de_x, poids_de_y, biais = trois_nombres
    return poids_de_x * point[0] + poids_de_y * point[1] + biais


def est_juste(trois_nombres, exemple):
    point, etiquette = exemple
    return etiquette * somme(trois_nombres, point) > 0


def corriger(trois_nombres, exemple):
    (abscisse, ordonnee), etiquette = exemple
    return [
        trois_nombres[0] + etiquette * abscisse,
        trois_nombres[1] + etiquette * ordonnee,
        trois_nombres[2] + etiquette,
    ]


def apprendre_et_garder_le_meilleur(exemples):
    trois_nombres = [0, 0, 0]
    meilleurs_nombres, meilleur_score = trois_nombres, 0
    for _ in range(NOMBRE_DE_PASSAGES_AU_PLUS):
        for exemple in exemples:
            if not est_juste(trois_nombres, exemple):
                trois_nombres = corriger(trois_nombres, exemple)
        score = sum(1 for exemple in exemples if est_juste(trois_nombres, exemple))
        if score > meilleur_score:
            meilleurs_nombres, meilleur_score = trois_nombres, score
        if score == len(exemples):
            break
    else:
        return meilleurs_nombres, False
    return meilleurs_nombres, True


def learn(samples):
    nombres, est_separable = apprendre_et_garder_le_meilleur(samples)
    return nombres if est_separable else None


qui_est_ce, exemples = lire()
nombres_appris, _ = apprendre_et_garder_le_meilleur(exemples)
capteur_du_col = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))


def predict(point):
    return 1 if somme(nombres_appris, point) > 0 else -1


def posture():
    try:
        acceleration_x, acceleration_y, acceleration_z = capteur_du_col.read().acceleration
        return predict([acceleration_x, acceleration_y])
    except:
        return -1


def card():
    derniere_personne = qui_est_ce[-1]
    exemples_des_autres = [e for p, e in zip(qui_est_ce, exemples) if p != derniere_personne]
    nombres_sans_elle, _ = apprendre_et_garder_le_meilleur(exemples_des_autres)
    confusion = [[0, 0], [0, 0]]
    for personne, (point, etiquette) in zip(qui_est_ce, exemples):
        if personne != derniere_personne:
            continue
        ligne = 1 if etiquette == 1 else 0
        colonne = 1 if somme(nombres_sans_elle, point) > 0 else 0
        confusion[ligne][colonne] += 1
    return {
        "data": "Inclinaisons mesurées au col, une matinée",
        "people": "Quatre adultes volontaires, debout ou assis",
        "limits": "Ni enfants, ni sport, ni frontière courbe",
        "confusion": confusion,
    }
