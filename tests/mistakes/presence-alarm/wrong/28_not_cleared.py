# mistake: The screen is not cleared before each text, so the words pile up and the pictures for somebody and nobody become the same.
# line: 21
# names.fr: effac|fill|vide|nettoy ; écran|texte|superpos|empil|image|mots|mélang|ecran
# names.en: clear|fill|eras|wip|blank ; screen|text|overlap|pile|picture|words|on top|image
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient
import network
import time


class Alarme:
    def __init__(self):
        self.capteur = Pin(13, Pin.IN)
        self.ecran = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))
        self.etat = None
        self.dernier_ping = time.ticks_ms()

    def afficher(self, texte):
        self.ecran.text(texte, 0, 28)
        self.ecran.show()

    def connecter(self):
        wlan = network.WLAN(network.STA_IF)
        wlan.active(True)
        if not wlan.isconnected():
            wlan.connect(room.ssid, room.wifi_password)
        while not wlan.isconnected():
            time.sleep_ms(100)
        self.client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=60)
        self.client.set_last_will(room.topic("watching"), "0", retain=True)
        self.client.connect()
        self.client.publish(room.topic("watching"), "1", retain=True)

    def signe_de_vie(self):
        if time.ticks_diff(time.ticks_ms(), self.dernier_ping) > 25000:
            self.dernier_ping = time.ticks_ms()
            self.client.ping()
        self.client.check_msg()

    def surveiller(self):
        vu = self.capteur.value()
        if vu != self.etat:
            self.etat = vu
            self.client.publish(room.topic("presence"), str(vu), retain=True)
            self.afficher("quelqu'un" if vu else "personne")


alarme = Alarme()
alarme.afficher("je chauffe")
alarme.connecter()
while True:
    if time.ticks_ms() > 61000:
        alarme.surveiller()
    alarme.signe_de_vie()
    time.sleep_ms(50)
