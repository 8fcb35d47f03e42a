import json
import time
import network
from lab import room
from umqtt.simple import MQTTClient


class Wifi:
    ESSAIS = 5
    DUREE = 10000

    def __init__(self):
        self.wlan = network.WLAN(network.STA_IF)
        self.wlan.active(True)

    def essayer(self):
        print("joining")
        self.wlan.connect(room.ssid, room.wifi_password)
        fin = time.ticks_add(time.ticks_ms(), self.DUREE)
        while time.ticks_diff(fin, time.ticks_ms()) > 0:
            if self.wlan.isconnected():
                return True
            time.sleep_ms(50)
        self.wlan.disconnect()
        return False

    def rejoindre(self):
        faits = 0
        while not self.wlan.isconnected():
            if faits == self.ESSAIS:
                return None
            if faits > 0:
                time.sleep_ms(500)
            faits += 1
            self.essayer()
        return faits

    def publier(self, essais):
        client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
        client.connect()
        client.publish(room.topic("wifi"), json.dumps({"attempts": essais}))
        client.disconnect()

    def veiller(self):
        while self.wlan.isconnected():
            time.sleep_ms(100)

    def vivre(self):
        while True:
            essais = self.rejoindre()
            if essais is None:
                print("failed")
                return
            print("joined")
            try:
                self.publier(essais)
            except OSError:
                print("le courtier ne répond pas")
            self.veiller()
            print("lost")
            self.wlan.disconnect()
            time.sleep(5)


Wifi().vivre()
