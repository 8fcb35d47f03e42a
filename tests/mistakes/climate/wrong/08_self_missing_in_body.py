# mistake: The method uses capteur instead of self.capteur.
# line: 33
# names.fr: self ; capteur
# names.en: self ; capteur
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht
import json
import network
import time


class Station:
    def __init__(self, broche):
        self.capteur = dht.DHT22(Pin(broche))
        self.client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)

    def rejoindre(self):
        wlan = network.WLAN(network.STA_IF)
        wlan.active(True)
        if not wlan.isconnected():
            wlan.connect(room.ssid, room.wifi_password)
        while not wlan.isconnected():
            time.sleep_ms(200)
        self.client.connect()

    def mesurer(self):
        try:
            self.capteur.measure()
        except Exception:
            return None
        return {"temperature": capteur.temperature(), "humidity": self.capteur.humidity()}

    def tourner(self):
        while True:
            valeurs = self.mesurer()
            if valeurs:
                self.client.publish(room.topic("climate"), json.dumps(valeurs))
            time.sleep(5)


station = Station(15)
station.rejoindre()
station.tourner()
