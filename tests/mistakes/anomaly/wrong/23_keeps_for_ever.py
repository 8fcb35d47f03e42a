# mistake: Movements older than 24 hours are never forgotten.
# line: 25
# names.fr: 24|oubli|ancien|vieux|heures|jour
# names.en: 24|forget|forgotten|old|hours|day
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import json
import network
import time


class Presence:
    def __init__(self, pin):
        self.moments = []
        self.pin = Pin(pin, Pin.IN)
        self.pin.irq(self.begin, Pin.IRQ_RISING)

    def begin(self, pin):
        self.moments.append(time.time())

    def ages(self):
        now = time.time()
        return [now - moment for moment in self.moments]

    def erase(self):
        self.moments = []


class Alert:
    def __init__(self):
        self.values = []
        self.said = False

    def is_new(self, t):
        self.values.append(t)
        if len(self.values) > 30:
            self.values.pop(0)
        gap = abs(t - sum(self.values) / len(self.values))
        if gap < 1:
            self.said = False
        if gap <= 3 or self.said:
            return False
        self.said = True
        return True


people = Presence(27)
presence = people.ages
sensor = dht.DHT22(Pin(15))
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)


def got(topic, message):
    people.erase()
    client.publish(room.topic("done/erase"), "erased")


client.set_callback(got)
client.connect()
client.subscribe(room.topic("do/erase"))
alert = Alert()
last, last_at = None, 0
while True:
    try:
        sensor.measure()
        t = sensor.temperature()
        text = json.dumps({"temperature": t})
        if last is None or abs(last - t) > 0.49 or time.time() - last_at > 3500:
            client.publish(room.topic("climate"), text)
            last, last_at = t, time.time()
        if alert.is_new(t):
            client.publish(room.topic("alert"), text)
    except Exception as error:
        print(error)
    client.check_msg()
    time.sleep(60)
