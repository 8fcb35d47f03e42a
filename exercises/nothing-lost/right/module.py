# style: two files, the queue in the second one
with open("outbox.py", "w") as file:
    file.write(
        """
MOST = 120

class Outbox:
    def __init__(self):
        self.kept = []

    def __len__(self):
        return len(self.kept)

    def put(self, one):
        self.kept.append(one)
        while len(self.kept) > MOST:
            self.kept.pop(0)

    def send_first(self, send):
        send(self.kept[0])
        self.kept.pop(0)
"""
    )

from lab import room
from machine import Pin
from outbox import Outbox
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
outbox, sensor, is_there = Outbox(), dht.DHT22(Pin(15)), False
time.sleep(3)
due = time.ticks_ms()
while True:
    sensor.measure()
    outbox.put(json.dumps({"temperature": sensor.temperature(), "t": time.ticks_ms() / 1000}))
    due = time.ticks_add(due, 5000)
    try:
        if not is_there:
            client.connect(timeout=2)
            is_there = True
        while len(outbox) and time.ticks_diff(due, time.ticks_ms()) > 1000:
            outbox.send_first(lambda text: client.publish(room.topic("samples"), text, qos=1))
    except OSError:
        is_there = False
    time.sleep_ms(max(0, time.ticks_diff(due, time.ticks_ms())))
