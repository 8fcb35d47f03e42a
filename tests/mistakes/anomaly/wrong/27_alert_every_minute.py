# mistake: Nothing remembers that the alert was sent, so it leaves again every minute during one fault (three at most are allowed).
# line: 42
# names.fr: alert|signal|previen|panne ; souvenir|deja|memoire|une fois|3|trois|chaque minute|repet|retenir
# names.en: alert|alarm|report|fault ; remember|already|memory|once|three|every minute|repeat|again|flag
import dht
import json
import network
import time
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient


class Watcher:
    def __init__(self, client):
        self.client = client
        self.sensor = dht.DHT22(Pin(15))
        self.history = []
        self.said = None
        self.when = 0

    def publish(self, name, temperature):
        self.client.publish(room.topic(name), json.dumps({"temperature": temperature}))

    def read(self):
        self.sensor.measure()
        t = self.sensor.temperature()
        self.sober(t)
        self.watch(t)

    def sober(self, t):
        now = time.time()
        if self.said is None or abs(t - self.said) > 0.6 or now - self.when > 3300:
            self.publish("climate", t)
            self.said = t
            self.when = now

    def watch(self, t):
        if len(self.history) >= 5:
            normal = sum(self.history) / len(self.history)
            if abs(t - normal) > 3:
                self.publish("alert", t)
        self.history.append(t)
        if len(self.history) > 30:
            self.history.pop(0)


class Diary:
    DAY = 86400

    def __init__(self, pin):
        self.moments = []
        pin.irq(self.began, Pin.IRQ_RISING)

    def began(self, pin):
        self.moments.append(time.time())

    def ages(self):
        now = time.time()
        self.moments = [m for m in self.moments if now - m <= self.DAY]
        return [now - m for m in self.moments]

    def erase(self):
        self.moments = []


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)

diary = Diary(Pin(27, Pin.IN))
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)


def order(topic, message):
    diary.erase()
    client.publish(room.topic("done/erase"), "done")


def presence():
    return diary.ages()


client.set_callback(order)
client.connect()
client.subscribe(room.topic("do/erase"))
watcher = Watcher(client)
due = time.ticks_ms()
while True:
    watcher.read()
    diary.ages()
    due = time.ticks_add(due, 60 * 1000)
    while time.ticks_diff(due, time.ticks_ms()) > 0:
        client.check_msg()
        time.sleep_ms(200)
