import dht
import json
import network
import time
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient


class Backlog:
    """The samples that nobody has acknowledged yet."""

    def __init__(self, limit):
        self.limit = limit
        self.items = []

    def add(self, item):
        self.items.append(item)
        while len(self.items) > self.limit:
            self.items.pop(0)

    def oldest(self):
        return self.items[0]

    def done(self):
        self.items.pop(0)

    def __len__(self):
        return len(self.items)


class Sender:
    def __init__(self, backlog):
        self.backlog = backlog
        self.client = None
        self.topic = room.topic("samples")

    def _open(self):
        if self.client is None:
            client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
            client.connect()
            self.client = client

    def work(self, deadline):
        try:
            self._open()
            while len(self.backlog) and time.ticks_diff(deadline, time.ticks_ms()) > 900:
                self.client.publish(self.topic, json.dumps(self.backlog.oldest()), qos=1)
                self.backlog.done()
        except OSError:
            self.client = None


def main():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    sensor = dht.DHT22(Pin(15))
    backlog = Backlog(120)
    sender = Sender(backlog)
    due = time.ticks_ms()
    while True:
        sensor.measure()
        backlog.add({"temperature": sensor.temperature(), "t": time.ticks_ms() / 1000})
        due = time.ticks_add(due, 5000)
        sender.work(due)
        time.sleep_ms(max(0, time.ticks_diff(due, time.ticks_ms())))


main()
