# style: class, the screen under the names of public tutorials, a filled picture
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306_I2C
from umqtt.simple import MQTTClient
import network
import time


class Alarme:
    CHAUFFE_MS = 60500
    VIE_MS = 20000

    def __init__(self):
        self.debut = time.ticks_ms()
        self.oeil = Pin(13, Pin.IN)
        self.oled = SSD1306_I2C(128, 64, I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))
        self.oled.rect(0, 0, 128, 64, 1)
        self.oled.show()
        self.etat = None
        self.vie = time.ticks_ms()

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
        self.dire("watching", 1)

    def dire(self, sujet, valeur):
        self.client.publish(room.topic(sujet), str(valeur), retain=True)
        self.vie = time.ticks_ms()

    def tour(self):
        maintenant = time.ticks_ms()
        if time.ticks_diff(maintenant, self.vie) > self.VIE_MS:
            self.client.ping()
            self.vie = maintenant
        self.client.check_msg()
        if time.ticks_diff(maintenant, self.debut) > self.CHAUFFE_MS:
            self.regarder()

    def regarder(self):
        etat = self.oeil.value()
        if etat == self.etat:
            return
        self.etat = etat
        self.dire("presence", etat)
        self.oled.fill(etat)
        self.oled.text("alarme" if etat else "calme", 40, 28, 1 - etat)
        self.oled.show()


alarme = Alarme()
alarme.connecter()
while True:
    alarme.tour()
    time.sleep_ms(100)
