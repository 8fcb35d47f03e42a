# Une minuterie lève un drapeau toutes les 5 s ; la boucle fait le travail.
import json
import time
import network
from dht import DHT22
from lab import room
from machine import Pin, Timer
from umqtt.simple import MQTTClient


class Station:
    def __init__(self):
        self.capteur = DHT22(Pin(15))
        self.wlan = network.WLAN(network.STA_IF)
        self.wlan.active(True)
        self.a_faire = True

    def connecter(self):
        if not self.wlan.isconnected():
            self.wlan.connect(room.ssid, room.wifi_password)
            while not self.wlan.isconnected():
                time.sleep_ms(50)
        self.client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
        self.client.connect()

    def sonner(self, t):
        self.a_faire = True

    def relever(self):
        try:
            self.capteur.measure()
        except Exception as e:
            print("pas de lecture", e)
            return
        self.client.publish(room.topic("climate"), json.dumps({
            "temperature": round(self.capteur.temperature(), 1),
            "humidity": round(self.capteur.humidity(), 1),
        }))

    def travailler(self):
        Timer(0).init(period=5000, mode=Timer.PERIODIC, callback=self.sonner)
        while True:
            if self.a_faire:
                self.a_faire = False
                self.relever()
            time.sleep_ms(10)


s = Station()
s.connecter()
s.travailler()
