# mistake: The program tries to connect again and again in a loop that only ends when the broker answers, so it stops measuring during the outage.
# line: 23
# names.fr: while|boucle|connect|attend|bloqu|insist ; mesur|arret|5 s|continu|panne|coupure
# names.en: while|loop|connect|waits|block|until|retr ; measur|sampl|stop|5 s|outage
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht
import json
import network
import time

PERIOD = 5000
LIMIT = 120


class Link:
    def __init__(self):
        self.client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
        self.open = False

    def reopen(self):
        while not self.open:
            try:
                self.client.connect()
                self.open = True
            except OSError:
                time.sleep_ms(500)

    def send(self, sample):
        """True when the broker has acknowledged."""
        self.reopen()
        try:
            self.client.publish(room.topic("samples"), json.dumps(sample), qos=1)
            return True
        except OSError:
            self.open = False
            return False


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)

sensor = dht.DHT22(Pin(15))
link = Link()
queue = []
due = time.ticks_ms()

while True:
    sensor.measure()
    queue.append({"t": time.ticks_ms() / 1000, "temperature": sensor.temperature()})
    if len(queue) > LIMIT:
        queue.pop(0)
    due = time.ticks_add(due, PERIOD)
    while queue and time.ticks_diff(due, time.ticks_ms()) > 700:
        if not link.send(queue[0]):
            break
        queue.pop(0)
    time.sleep_ms(max(0, time.ticks_diff(due, time.ticks_ms())))
