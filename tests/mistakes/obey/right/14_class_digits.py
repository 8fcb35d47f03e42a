import time
import network
from lab import room
from machine import PWM, Pin
from umqtt.simple import MQTTClient


class Bras:
    def __init__(self, broche):
        self.pwm = PWM(Pin(broche), freq=50, duty_u16=0)

    def tourner(self, angle):
        largeur = 0.5 + 1.9 * angle / 180         # ms, sur 20
        self.pwm.duty_u16(round(largeur / 20 * 65535))


class Recepteur:
    def __init__(self):
        self.bras = Bras(18)
        self.sujet = room.topic("do/angle")
        self.client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
        self.client.set_callback(self.recevoir)

    def recevoir(self, sujet, message):
        if sujet.decode() != self.sujet:
            return
        if not message.isdigit() or len(message) > 3:
            return
        angle = int(message)
        if angle <= 180:
            self.bras.tourner(angle)
            self.client.publish(room.topic("angle"), str(angle))

    def ecouter(self):
        self.client.connect()
        self.client.subscribe(self.sujet)
        while True:
            self.client.check_msg()
            time.sleep_ms(10)


def rejoindre():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
        while not wlan.isconnected():
            time.sleep_ms(100)


rejoindre()
Recepteur().ecouter()
