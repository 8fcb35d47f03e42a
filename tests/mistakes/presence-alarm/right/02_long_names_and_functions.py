# style: functions, long French names, a countdown on the screen during the warm-up
import network
import time
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient

DUREE_DE_CHAUFFE_MS = 61000
PROMESSE_DE_SIGNE_DE_VIE_S = 40
PERIODE_DES_SIGNES_DE_VIE_MS = 15000

instant_de_mise_en_route = time.ticks_ms()
detecteur_de_mouvement = Pin(13, Pin.IN)
ecran = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))
dernier_signe_de_vie = time.ticks_ms()


def afficher(premiere_ligne, seconde_ligne=""):
    ecran.fill(0)
    ecran.text(premiere_ligne, 0, 16)
    ecran.text(seconde_ligne, 0, 36)
    ecran.show()


def duree_de_fonctionnement_ms():
    return time.ticks_diff(time.ticks_ms(), instant_de_mise_en_route)


def rejoindre_le_wifi():
    station = network.WLAN(network.STA_IF)
    station.active(True)
    if not station.isconnected():
        station.connect(room.ssid, room.wifi_password)
    while not station.isconnected():
        time.sleep_ms(100)


def se_connecter_au_courtier():
    client = MQTTClient(
        room.client_id, room.broker, room.port, room.user, room.password, keepalive=PROMESSE_DE_SIGNE_DE_VIE_S
    )
    client.set_last_will(room.topic("watching"), "0", retain=True)
    client.connect()
    client.publish(room.topic("watching"), "1", retain=True)
    return client


def donner_signe_de_vie(client):
    global dernier_signe_de_vie
    if time.ticks_diff(time.ticks_ms(), dernier_signe_de_vie) >= PERIODE_DES_SIGNES_DE_VIE_MS:
        dernier_signe_de_vie = time.ticks_ms()
        client.ping()
    client.check_msg()


def laisser_chauffer(client):
    while duree_de_fonctionnement_ms() < DUREE_DE_CHAUFFE_MS:
        reste = (DUREE_DE_CHAUFFE_MS - duree_de_fonctionnement_ms()) // 1000
        afficher("Chauffe", str(reste) + " s")
        donner_signe_de_vie(client)
        time.sleep_ms(500)


def surveiller(client):
    presence_precedente = None
    while True:
        presence = detecteur_de_mouvement.value()
        if presence != presence_precedente:
            client.publish(room.topic("presence"), str(presence), retain=True)
            if presence:
                afficher("Quelqu'un !")
            else:
                afficher("Personne")
            presence_precedente = presence
        donner_signe_de_vie(client)
        time.sleep_ms(200)


afficher("Wi-Fi...")
rejoindre_le_wifi()
client = se_connecter_au_courtier()
laisser_chauffer(client)
surveiller(client)
