# style: long French names, the callback notes the order and the loop follows it
import network
import time
from lab import room
from machine import PWM, Pin
from umqtt.simple import MQTTClient

BROCHE_DU_SERVOMOTEUR = 18
IMPULSION_LA_PLUS_COURTE_US = 500
IMPULSION_LA_PLUS_LONGUE_US = 2400
ANGLE_LE_PLUS_GRAND = 180

servomoteur = PWM(Pin(BROCHE_DU_SERVOMOTEUR), freq=50, duty_u16=0)
angle_demande = None


def rejoindre_le_reseau():
    station = network.WLAN(network.STA_IF)
    station.active(True)
    if not station.isconnected():
        station.connect(room.ssid, room.wifi_password)
    while not station.isconnected():
        time.sleep_ms(100)


def angle_du_message(message):
    """L'angle, ou None quand le message n'a pas de sens."""
    if not message.isdigit() or len(message) > 3:
        return None
    angle = int(message)
    return angle if angle <= ANGLE_LE_PLUS_GRAND else None


def noter_la_demande(sujet, message):
    global angle_demande
    angle = angle_du_message(message)
    if angle is not None:
        angle_demande = angle


def tourner_vers(angle):
    etendue = IMPULSION_LA_PLUS_LONGUE_US - IMPULSION_LA_PLUS_COURTE_US
    largeur_us = IMPULSION_LA_PLUS_COURTE_US + etendue * angle // ANGLE_LE_PLUS_GRAND
    servomoteur.duty_ns(largeur_us * 1000)


rejoindre_le_reseau()
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(noter_la_demande)
client.connect()
client.subscribe(room.topic("do/angle"))
while True:
    client.check_msg()
    if angle_demande is not None:
        tourner_vers(angle_demande)
        client.publish(room.topic("angle"), str(angle_demande))
        angle_demande = None
    time.sleep_ms(10)
