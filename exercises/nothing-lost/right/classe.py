# style: classes: an outbox and a station
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht
import json
import network
import time


class Courrier:
    """Garde les mesures et les envoie quand le réseau le permet."""

    def __init__(self, nom, adresse, places=120):
        self._client = MQTTClient(nom, adresse, port=room.port, user=room.user, password=room.password)
        self._connecte = False
        self._file = []
        self._places = places

    def deposer(self, objet):
        self._file.append(json.dumps(objet))
        if len(self._file) > self._places:
            self._file.pop(0)

    def expedier(self, jusqu_a):
        try:
            self._connecter()
            while self._file and time.ticks_diff(jusqu_a, time.ticks_ms()) > 0:
                self._client.sock.settimeout(2)
                self._client.publish(room.topic("samples"), self._file[0], qos=1)
                del self._file[0]
        except OSError:
            self._fermer()

    def _connecter(self):
        if not self._connecte:
            self._client.connect(timeout=1)
            self._connecte = True

    def _fermer(self):
        self._connecte = False
        try:
            self._client.sock.close()
        except (OSError, AttributeError):
            pass


class Station:
    PERIODE_MS = 5000

    def __init__(self, broche, courrier):
        self._capteur = dht.DHT22(Pin(broche))
        self._courrier = courrier

    def tourner(self):
        echeance = time.ticks_ms()
        while True:
            self._capteur.measure()
            instant = time.ticks_ms() / 1000
            self._courrier.deposer({"t": round(instant, 2), "temperature": self._capteur.temperature()})
            echeance = time.ticks_add(echeance, self.PERIODE_MS)
            self._courrier.expedier(time.ticks_add(echeance, -2500))
            time.sleep_ms(max(0, time.ticks_diff(echeance, time.ticks_ms())))


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
time.sleep(2)
Station(15, Courrier(room.client_id, room.broker)).tourner()
