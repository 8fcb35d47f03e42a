# mistake: After a failed reading the program goes on and publishes the old values; nothing must be published then.
# line: 38
# names.fr: publi|envo|publish ; ancien|vieil|rat|échou|échec|précédent|except|erreur
# names.en: publish|send|sent ; old|previous|fail|last|except|continue|error
import json
import network
import time
from dht import DHT22
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient


class Station:
    def __init__(self):
        self.capteur = DHT22(Pin(15))
        self.client = None
        self.valeurs = None

    def demarrer(self):
        wlan = network.WLAN(network.STA_IF)
        wlan.active(True)
        if not wlan.isconnected():
            wlan.connect(room.ssid, room.wifi_password)
        while not wlan.isconnected():
            time.sleep_ms(50)
        self.client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
        self.client.connect()

    def lire(self):
        try:
            self.capteur.measure()
            self.valeurs = {
                "temperature": self.capteur.temperature(),
                "humidity": self.capteur.humidity(),
            }
        except Exception:
            print("capteur muet")

    def publier(self):
        if self.valeurs is not None:
            self.client.publish(room.topic("climate"), json.dumps(self.valeurs))


station = Station()
station.demarrer()
prochain = time.ticks_ms()
while True:
    if time.ticks_diff(time.ticks_ms(), prochain) >= 0:
        prochain = time.ticks_add(prochain, 5000)
        station.lire()
        station.publier()
    time.sleep_ms(10)
