# style: long French names, dictionaries of lists, one message at the start of a gesture then one a second
from lab import room
from machine import I2C, Pin
from math import sqrt
from mpu6050 import MPU6050
from umqtt.simple import MQTTClient
import json
import network
import time

TOUTES_LES_ETIQUETTES = ["rest", "circle", "shake"]
MESURES_PAR_FENETRE = 40
MILLISECONDES_ENTRE_DEUX_MESURES = 40
MILLISECONDES_ENTRE_DEUX_MESSAGES = 1000


def moyenne(nombres):
    return sum(nombres) / len(nombres)


def ecart_type(nombres):
    milieu = moyenne(nombres)
    return sqrt(moyenne([(nombre - milieu) ** 2 for nombre in nombres]))


def colonne(lignes, numero):
    return [ligne[numero] for ligne in lignes]


def features(window):
    trois_colonnes = [colonne(window, numero) for numero in range(3)]
    return [moyenne(c) for c in trois_colonnes] + [ecart_type(c) for c in trois_colonnes]


def six_chiffres(nombre):
    return float("%.6g" % nombre)


def lire_les_fenetres():
    fenetres_par_personne = {}
    ordre_des_personnes = []
    fenetre = []
    with open("gestures.csv") as fichier:
        fichier.readline()
        for ligne in fichier:
            prise, personne, etiquette, ax, ay, az = ligne.strip().split(",")
            if personne not in fenetres_par_personne:
                fenetres_par_personne[personne] = []
                ordre_des_personnes.append(personne)
            fenetre.append([float(ax), float(ay), float(az)])
            if len(fenetre) == MESURES_PAR_FENETRE:
                fenetres_par_personne[personne].append([etiquette, features(fenetre)])
                fenetre = []
    return fenetres_par_personne, ordre_des_personnes


def apprendre(fenetres):
    centres = {}
    for etiquette in TOUTES_LES_ETIQUETTES:
        les_siennes = [nombres for une_etiquette, nombres in fenetres if une_etiquette == etiquette]
        centres[etiquette] = [six_chiffres(moyenne(colonne(les_siennes, numero))) for numero in range(6)]
    tous_les_nombres = [nombres for _, nombres in fenetres]
    echelles = [six_chiffres(ecart_type(colonne(tous_les_nombres, numero))) for numero in range(6)]
    return {"centres": centres, "scales": echelles}


def distance_au_carre(nombres, centre, echelles):
    return sum(((nombres[i] - centre[i]) / echelles[i]) ** 2 for i in range(6))


def etiquette_la_plus_proche(modele, nombres):
    distances = {}
    for etiquette in TOUTES_LES_ETIQUETTES:
        distances[etiquette] = distance_au_carre(nombres, modele["centres"][etiquette], modele["scales"])
    return sorted(distances, key=distances.get)[0]


fenetres_par_personne, ordre_des_personnes = lire_les_fenetres()
modele_appris = apprendre([f for personne in ordre_des_personnes for f in fenetres_par_personne[personne]])


def model():
    return modele_appris


def predict(window):
    return etiquette_la_plus_proche(modele_appris, features(window))


def card():
    modele_sans_la_derniere = apprendre([f for p in ordre_des_personnes[:-1] for f in fenetres_par_personne[p]])
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for etiquette, nombres in fenetres_par_personne[ordre_des_personnes[-1]]:
        reponse = etiquette_la_plus_proche(modele_sans_la_derniere, nombres)
        confusion[TOUTES_LES_ETIQUETTES.index(etiquette)][TOUTES_LES_ETIQUETTES.index(reponse)] += 1
    return {
        "data": "Deux fenêtres par prise, trois prises par personne",
        "people": "Quatre personnes droitières du même âge",
        "limits": "Gestes lents ou gauchers jamais essayés",
        "confusion": confusion,
    }


def rejoindre_le_reseau():
    carte_wifi = network.WLAN(network.STA_IF)
    carte_wifi.active(True)
    if not carte_wifi.isconnected():
        carte_wifi.connect(room.ssid, room.wifi_password)
    while not carte_wifi.isconnected():
        time.sleep_ms(100)
    client_mqtt = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client_mqtt.connect()
    return client_mqtt


client = rejoindre_le_reseau()
capteur = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))
dernieres_mesures = []
derniere_etiquette = "rest"
etiquette_annoncee = "rest"
moment_de_l_annonce = time.ticks_ms()
mesures_depuis_la_reponse = 0
moment_de_la_mesure = time.ticks_ms()
while True:
    acceleration = capteur.read().acceleration_g
    dernieres_mesures.append([1000 * a for a in acceleration])
    dernieres_mesures = dernieres_mesures[-MESURES_PAR_FENETRE:]
    mesures_depuis_la_reponse += 1
    if len(dernieres_mesures) == MESURES_PAR_FENETRE and mesures_depuis_la_reponse >= 10:
        mesures_depuis_la_reponse = 0
        etiquette = predict(dernieres_mesures)
        if etiquette == derniere_etiquette:
            maintenant = time.ticks_ms()
            attente_finie = time.ticks_diff(maintenant, moment_de_l_annonce) >= MILLISECONDES_ENTRE_DEUX_MESSAGES
            if etiquette != "rest" and (etiquette != etiquette_annoncee or attente_finie):
                client.publish(room.topic("gesture"), json.dumps({"label": etiquette}))
                moment_de_l_annonce = maintenant
            etiquette_annoncee = etiquette
        derniere_etiquette = etiquette
    moment_de_la_mesure = time.ticks_add(moment_de_la_mesure, MILLISECONDES_ENTRE_DEUX_MESURES)
    time.sleep_ms(max(0, time.ticks_diff(moment_de_la_mesure, time.ticks_ms())))
