# style: long French names, due times with ticks_add, a broker that does not answer is no end
import json
import network
import time
from lab import room
from umqtt.simple import MQTTClient

NOMBRE_MAXIMAL_D_ESSAIS = 5
DUREE_D_UN_ESSAI_MS = 10000
PAUSE_ENTRE_DEUX_ESSAIS_MS = 2000

station = network.WLAN(network.STA_IF)
station.active(True)


def attendre_le_reseau(duree_ms):
    echeance = time.ticks_add(time.ticks_ms(), duree_ms)
    while time.ticks_diff(echeance, time.ticks_ms()) > 0:
        if station.isconnected():
            return True
        time.sleep_ms(50)
    return False


def tenter_de_rejoindre_le_reseau():
    """Le nombre d'essais qu'il a fallu, ou 0 quand aucun n'a réussi."""
    for numero_de_l_essai in range(1, NOMBRE_MAXIMAL_D_ESSAIS + 1):
        if numero_de_l_essai > 1:
            time.sleep_ms(PAUSE_ENTRE_DEUX_ESSAIS_MS)
        station.disconnect()
        print("joining")
        station.connect(room.ssid, room.wifi_password)
        if attendre_le_reseau(DUREE_D_UN_ESSAI_MS):
            return numero_de_l_essai
        station.disconnect()
    return 0


def publier_le_nombre_d_essais(nombre):
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    try:
        client.connect()
        client.publish(room.topic("wifi"), json.dumps({"attempts": nombre}))
        client.disconnect()
    except OSError as raison:
        print("courtier injoignable :", raison)


nombre_d_essais = 0
est_dans_le_reseau = station.isconnected()
if not est_dans_le_reseau:
    nombre_d_essais = tenter_de_rejoindre_le_reseau()
    est_dans_le_reseau = nombre_d_essais > 0

while est_dans_le_reseau:
    print("joined")
    publier_le_nombre_d_essais(nombre_d_essais)
    while station.isconnected():
        time.sleep_ms(300)
    print("lost")
    nombre_d_essais = tenter_de_rejoindre_le_reseau()
    est_dans_le_reseau = nombre_d_essais > 0
print("failed")
