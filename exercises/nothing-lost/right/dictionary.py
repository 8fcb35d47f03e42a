# style: samples in a dictionary by their moment, the newest sent first
import dht
import json
import network
import time
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient


class Station:
    def __init__(self):
        self.kept = {}
        self.link = None
        self.sensor = dht.DHT22(Pin(15))

    def take(self):
        self.sensor.measure()
        self.kept[time.ticks_ms()] = self.sensor.temperature()
        if len(self.kept) > 120:
            self.kept.pop(min(self.kept))

    def connected(self):
        if self.link is None:
            link = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
            link.connect(timeout=1)
            link.sock.settimeout(2)
            self.link = link
        return self.link

    def empty(self, until):
        try:
            while self.kept and time.ticks_diff(until, time.ticks_ms()) > 2200:
                moment = max(self.kept)
                said = {"temperature": self.kept[moment], "t": moment / 1000}
                self.connected().publish(room.topic("samples"), json.dumps(said), False, 1)
                del self.kept[moment]
        except OSError:
            self.link = None


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
time.sleep(2)
station = Station()
due = time.ticks_ms()
while True:
    station.take()
    due = time.ticks_add(due, 5000)
    station.empty(due)
    while time.ticks_diff(due, time.ticks_ms()) > 0:
        time.sleep_ms(100)
