# style: class, format with one decimal instead of json, qos 1
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht
import network
import time
import ubinascii
import machine


class Meteo:
    MODELE = '{"temperature": %.1f, "humidity": %.1f}'

    def __init__(self, broche, client):
        self.capteur = dht.DHT22(Pin(broche))
        self.client = client

    def texte(self):
        self.capteur.measure()
        return self.MODELE % (self.capteur.temperature(), self.capteur.humidity())

    def tour(self):
        try:
            texte = self.texte()
        except Exception as raison:
            print("ratée :", raison)
            return
        self.client.publish(room.topic("climate"), texte, qos=1)


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
identite = ubinascii.hexlify(machine.unique_id())
client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password, keepalive=60)
client.connect()
meteo = Meteo(15, client)
while True:
    meteo.tour()
    time.sleep(5)
