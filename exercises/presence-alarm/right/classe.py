# style: class with states, French names, QoS 1
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)


class Alarme:
    CHAUFFE_S = 61

    def __init__(self):
        self.debut = time.time()
        self.oeil = Pin(13, Pin.IN, Pin.PULL_DOWN)
        self.ecran = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21)))
        self.etat = "inconnu"
        self.client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=40)
        self.client.set_last_will(room.topic("watching"), "0", retain=True, qos=1)
        self.client.connect()
        self.client.publish(room.topic("watching"), "1", retain=True, qos=1)
        self.montrer("chauffe")
        self.signe = time.time()

    def montrer(self, mot):
        self.ecran.fill(0)
        self.ecran.text(mot, 10, 10)
        self.ecran.show()

    def changer(self, etat):
        self.etat = etat
        self.client.publish(room.topic("presence"), "1" if etat else "0", retain=True, qos=1)
        self.montrer("PRESENCE" if etat else "personne")

    def tour(self):
        if time.time() - self.debut >= self.CHAUFFE_S:
            vu = self.oeil.value() == 1
            if vu is not self.etat:
                self.changer(vu)
        if time.time() - self.signe > 15:
            self.signe = time.time()
            self.client.ping()
        self.client.check_msg()


alarme = Alarme()
while True:
    alarme.tour()
    time.sleep(0.3)
