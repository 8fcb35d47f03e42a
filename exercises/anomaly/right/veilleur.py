# style: classes, French names, publishes by a queue of what changed
import json
import time
import dht
import network
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room

JOUR = 24 * 3600


class Memoire:
    def __init__(self, broche):
        self.debuts = []
        broche.irq(self.note, Pin.IRQ_RISING)

    def note(self, broche):
        self.debuts = self.recents() + [time.time()]

    def recents(self):
        return [debut for debut in self.debuts if time.time() - debut < JOUR]

    def ages(self):
        return [time.time() - debut for debut in self.recents()]

    def efface(self, sujet, message):
        combien, self.debuts = len(self.debuts), []
        client.publish(room.topic("done/erase"), json.dumps({"erased": combien}))


class Veilleur:
    def __init__(self):
        self.moyenne = None
        self.dite = None
        self.prochaine = 0
        self.silence = 0

    def examine(self, degres):
        if self.moyenne is None:
            self.moyenne = degres
        ecart = abs(degres - self.moyenne)
        self.moyenne += (degres - self.moyenne) / 40
        if ecart > 3.2 and time.time() > self.silence:
            self.silence = time.time() + 3600
            publie("alert", degres)
        if self.dite is None or abs(self.dite - degres) > 0.55 or time.time() >= self.prochaine:
            self.dite, self.prochaine = degres, time.time() + 3500
            publie("climate", degres)


def publie(nom, degres):
    client.publish(room.topic(nom), '{"temperature": %s}' % degres)


reseau = network.WLAN(network.STA_IF)
reseau.active(True)
if not reseau.isconnected():
    reseau.connect(room.ssid, room.wifi_password)
while not reseau.isconnected():
    time.sleep(1)

capteur = dht.DHT22(Pin(15))
memoire = Memoire(Pin(27, Pin.IN))
presence = memoire.ages
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(memoire.efface)
client.connect()
client.subscribe(room.topic("do/erase"))
veilleur = Veilleur()
while True:
    capteur.measure()
    veilleur.examine(capteur.temperature())
    memoire.debuts = memoire.recents()
    client.check_msg()
    time.sleep(58)
