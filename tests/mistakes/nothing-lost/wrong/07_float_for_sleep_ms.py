# mistake: sleep_ms gets a float, because the remaining time is computed in seconds times 1000.
# line: 53
# names.fr: sleep_ms|pause|attente ; entier|int(|float|flottant|virgule|décimal
# names.en: sleep_ms|pause|wait ; integer|whole|int(|float|decimal
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)


class Sender:
    def __init__(self):
        self.client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)
        self.connected = False
        self.waiting = []

    def add(self, t, temperature):
        self.waiting.append({"t": t, "temperature": temperature})
        if len(self.waiting) > 120:
            self.waiting.pop(0)

    def send(self, due):
        try:
            if not self.connected:
                self.client.connect(timeout=1)
                self.connected = True
            while self.waiting and time.ticks_diff(due, time.ticks_ms()) > 2500:
                self.client.sock.settimeout(2)
                self.client.publish(room.topic("samples"), json.dumps(self.waiting[0]), qos=1)
                self.waiting.pop(0)
        except OSError:
            self.connected = False


sensor = dht.DHT22(Pin(15))
sender = Sender()
time.sleep(2)
due = time.ticks_ms()
while True:
    sensor.measure()
    sender.add(time.ticks_ms() / 1000, sensor.temperature())
    due = time.ticks_add(due, 5000)
    sender.send(due)
    seconds_left = max(0, time.ticks_diff(due, time.ticks_ms()) / 1000)
    time.sleep_ms(seconds_left * 1000)
