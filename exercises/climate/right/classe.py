# style: class, French names, due times
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(200)


class Station:
    PERIODE_MS = 5000

    def __init__(self, broche):
        self.capteur = dht.DHT22(Pin(broche))
        self.client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
        self.client.connect()
        self.echeance = time.ticks_ms()

    def lire(self):
        try:
            self.capteur.measure()
        except Exception:
            return None
        return {"temperature": self.capteur.temperature(), "humidity": self.capteur.humidity(), "lieu": "atelier"}

    def tour(self):
        mesure = self.lire()
        if mesure:
            self.client.publish(room.topic("climate"), json.dumps(mesure))
        self.echeance = time.ticks_add(self.echeance, self.PERIODE_MS)
        time.sleep_ms(max(0, time.ticks_diff(self.echeance, time.ticks_ms())))


station = Station(15)
while True:
    station.tour()
