# style: a class for the arm, one for the object, a method as callback
from lab import room
from machine import PWM, Pin
from umqtt.simple import MQTTClient
import network
import time


class Bras:
    def __init__(self, broche):
        self._pwm = PWM(Pin(broche), freq=50, duty_u16=0)

    def aller(self, degres):
        largeur_us = 500 + 1900 * degres / 180
        self._pwm.duty_u16(round(largeur_us * 65535 / 20000))


class Objet:
    def __init__(self, bras):
        self.bras = bras
        self.client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
        self.client.set_callback(self.recevoir)

    def recevoir(self, sujet, message):
        try:
            degres = int(message)
            if degres < 0 or degres > 180:
                raise ValueError("hors de 0 à 180")
        except ValueError as raison:
            print("écarté :", raison)
            return
        self.bras.aller(degres)
        self.client.publish(room.topic("angle"), b"%d" % degres)

    def tourner(self):
        self.client.connect()
        self.client.subscribe(room.topic("do/angle"))
        while True:
            self.client.check_msg()
            time.sleep_ms(15)


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
Objet(Bras(18)).tourner()
