# style: class whose step() never waits, a state for each word
from lab import room
from umqtt.simple import MQTTClient
import json
import network
import time


class WifiSolide:
    DUREE_MS, PAUSE_MS, ESSAIS = 10000, 5000, 5

    def __init__(self):
        self.wlan = network.WLAN(network.STA_IF)
        self.wlan.active(True)
        self.essais = 0
        self.depuis = time.ticks_ms()
        if self.wlan.isconnected():
            self._arrive()
        else:
            self._essaie()

    def tour(self):
        getattr(self, "_" + self.etat)()

    def _age(self):
        return time.ticks_diff(time.ticks_ms(), self.depuis)

    def _passe(self, etat):
        self.etat = etat
        self.depuis = time.ticks_ms()

    def _essaie(self):
        self.essais += 1
        self.wlan.disconnect()
        print("joining")
        self.wlan.connect(room.ssid, room.wifi_password)
        self._passe("attend")

    def _attend(self):
        if self.wlan.isconnected():
            self._arrive()
        elif self._age() >= self.DUREE_MS:
            self.wlan.disconnect()
            if self.essais == self.ESSAIS:
                print("failed")
                self._passe("renonce")
            else:
                self._passe("souffle")

    def _souffle(self):
        if self._age() >= self.PAUSE_MS:
            self._essaie()

    def _arrive(self):
        print("joined")
        client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
        client.connect()
        client.publish(room.topic("wifi"), json.dumps({"attempts": self.essais}))
        client.disconnect()
        self._passe("surveille")

    def _surveille(self):
        if not self.wlan.isconnected():
            print("lost")
            self.essais = 0
            self._essaie()

    def _renonce(self):
        pass


wifi = WifiSolide()
while wifi.etat != "renonce":
    wifi.tour()
    time.sleep_ms(50)
