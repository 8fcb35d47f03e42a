# style: class with states, a turn of the loop at a time, French names
from lab import room
from umqtt.simple import MQTTClient
import network
import time

ESSAIS, DUREE_MS, PAUSE_MS = 5, 9500, 4000


class Liaison:
    def __init__(self):
        self.wlan = network.WLAN(network.STA_IF)
        self.wlan.active(True)
        self.etat = "pause"
        self.essais = 0
        self.echeance = time.ticks_ms()
        if self.wlan.isconnected():
            self.entrer()

    def entrer(self):
        self.etat = "joined"
        print("joined")
        client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
        client.connect()
        client.publish(room.topic("wifi"), '{"attempts": %d}' % self.essais)
        client.disconnect()

    def est_passee(self):
        return time.ticks_diff(time.ticks_ms(), self.echeance) >= 0

    def tour(self):
        if self.etat == "joined":
            if not self.wlan.isconnected():
                print("lost")
                self.wlan.disconnect()
                self.etat, self.essais, self.echeance = "pause", 0, time.ticks_ms()
        elif self.etat == "joining":
            if self.wlan.isconnected():
                self.entrer()
            elif self.est_passee():
                self.wlan.disconnect()
                self.etat, self.echeance = "pause", time.ticks_add(time.ticks_ms(), PAUSE_MS)
        elif self.etat == "pause" and self.est_passee():
            if self.essais == ESSAIS:
                print("failed")
                self.etat = "failed"
            else:
                self.essais += 1
                print("joining")
                self.wlan.connect(room.ssid, room.wifi_password)
                self.etat, self.echeance = "joining", time.ticks_add(time.ticks_ms(), DUREE_MS)


liaison = Liaison()
while True:
    liaison.tour()
    time.sleep_ms(100)
