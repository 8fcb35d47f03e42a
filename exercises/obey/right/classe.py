# style: class, French names, duty of sixteen bits
from lab import room
from machine import PWM, Pin
from umqtt.simple import MQTTClient
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)


class Bras:
    def __init__(self, broche):
        self.pwm = PWM(Pin(broche), freq=50, duty_u16=0)

    def tourner(self, degres):
        microsecondes = 500 + 1900 * degres / 180
        self.pwm.duty_u16(round(microsecondes / 20000 * 65535))


class Telecommande:
    def __init__(self, bras):
        self.bras = bras
        self.client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
        self.client.set_callback(self.recevoir)
        self.client.connect()
        self.client.subscribe(room.topic("do/angle"))

    def recevoir(self, sujet, message):
        try:
            degres = int(message.decode())
            if degres < 0 or degres > 180:
                raise ValueError(degres)
        except (ValueError, UnicodeError) as raison:
            print("écarté :", raison)
        else:
            self.bras.tourner(degres)
            self.client.publish(room.topic("angle"), "%d" % degres)

    def tourner_en_rond(self):
        while True:
            self.client.check_msg()
            time.sleep(0.02)


Telecommande(Bras(18)).tourner_en_rond()
