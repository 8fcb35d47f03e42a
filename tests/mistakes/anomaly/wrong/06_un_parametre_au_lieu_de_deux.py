# mistake: The function of the messages gets a topic and a message, it only has one parameter.
# line: 47
# names.fr: un_message_arrive|ordre_recu|effacer|callback|fonction ; deux|2|paramètre|argument|sujet|topic
# names.en: ordre_recu|callback|function ; two|2|parameter|argument|topic
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

DUREE_D_UN_JOUR_EN_SECONDES = 86400
DUREE_SANS_NOUVELLES_EN_SECONDES = 3300
ECART_QUI_MERITE_UN_MESSAGE = 0.6
ECART_QUI_MERITE_UNE_ALERTE = 3.2

debuts_des_mouvements = []
temperatures_de_la_demi_heure = []
derniere_temperature_publiee = None
moment_de_la_derniere_publication = 0
nombre_de_mesures_lointaines = 0
alerte_deja_publiee = False


def oublier_les_vieux_mouvements():
    if not debuts_des_mouvements:
        return
    if time.time() - debuts_des_mouvements[0] > DUREE_D_UN_JOUR_EN_SECONDES:
        debuts_des_mouvements.pop(0)
        oublier_les_vieux_mouvements()


def presence():
    maintenant = time.time()
    return [
        maintenant - debut
        for debut in debuts_des_mouvements
        if maintenant - debut <= DUREE_D_UN_JOUR_EN_SECONDES
    ]


def un_mouvement_commence(broche):
    debuts_des_mouvements.append(time.time())


def ordre_recu(contenu):
    debuts_des_mouvements.clear()
    mqtt.publish(room.topic("done/erase"), json.dumps({"temperature": None}))


def publier_la_temperature(nom_du_sujet, temperature):
    message = {"temperature": round(temperature, 1)}
    mqtt.publish(room.topic(nom_du_sujet), json.dumps(message))


def informer(temperature):
    global derniere_temperature_publiee, moment_de_la_derniere_publication
    silence = time.time() - moment_de_la_derniere_publication
    if derniere_temperature_publiee is not None:
        ecart = abs(temperature - derniere_temperature_publiee)
        if ecart < ECART_QUI_MERITE_UN_MESSAGE and silence < DUREE_SANS_NOUVELLES_EN_SECONDES:
            return
    publier_la_temperature("climate", temperature)
    derniere_temperature_publiee = temperature
    moment_de_la_derniere_publication = time.time()


def surveiller(temperature):
    global nombre_de_mesures_lointaines, alerte_deja_publiee
    if len(temperatures_de_la_demi_heure) >= 8:
        temperature_normale = sum(temperatures_de_la_demi_heure) / len(temperatures_de_la_demi_heure)
        ecart = abs(temperature - temperature_normale)
        if ecart > ECART_QUI_MERITE_UNE_ALERTE:
            nombre_de_mesures_lointaines += 1
        else:
            nombre_de_mesures_lointaines = 0
        if nombre_de_mesures_lointaines == 2 and not alerte_deja_publiee:
            publier_la_temperature("alert", temperature)
            alerte_deja_publiee = True
        if ecart < 1:
            alerte_deja_publiee = False
    temperatures_de_la_demi_heure.append(temperature)
    del temperatures_de_la_demi_heure[:-30]


reseau_sans_fil = network.WLAN(network.STA_IF)
reseau_sans_fil.active(True)
if not reseau_sans_fil.isconnected():
    reseau_sans_fil.connect(room.ssid, room.wifi_password)
while not reseau_sans_fil.isconnected():
    time.sleep_ms(100)
mqtt = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
mqtt.set_callback(ordre_recu)
mqtt.connect()
mqtt.subscribe(room.topic("do/erase"))

capteur_de_temperature = dht.DHT22(Pin(15))
detecteur_de_mouvement = Pin(27, Pin.IN)
detecteur_de_mouvement.irq(un_mouvement_commence, Pin.IRQ_RISING)
time.sleep(2)
secondes_avant_la_mesure = 0
while True:
    if secondes_avant_la_mesure <= 0:
        secondes_avant_la_mesure = 60
        try:
            capteur_de_temperature.measure()
            temperature_mesuree = capteur_de_temperature.temperature()
            informer(temperature_mesuree)
            surveiller(temperature_mesuree)
        except OSError as erreur:
            print("Mesure ou envoi impossible :", erreur)
        oublier_les_vieux_mouvements()
    mqtt.check_msg()
    time.sleep(2)
    secondes_avant_la_mesure -= 2
