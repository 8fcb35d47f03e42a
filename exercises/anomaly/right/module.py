# style: two files, a median of the last readings, movements in a deque
with open("watch.py", "w") as file:
    file.write(
        """
class Watch:
    def __init__(self, size, limit):
        self.size, self.limit = size, limit
        self.values = []
        self.quiet = 0

    def is_odd(self, value):
        self.values.append(value)
        if len(self.values) > self.size:
            self.values.pop(0)
        middle = sorted(self.values)[len(self.values) // 2]
        is_far = abs(value - middle) > self.limit
        is_told = self.quiet > 0
        self.quiet = 90 if is_far else max(0, self.quiet - 1)
        return is_far and not is_told
"""
    )

from collections import deque
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient
from watch import Watch
import dht
import json
import network
import time

starts = deque((), 2000)


def noted(pin):
    starts.append(time.time())


def presence():
    now = time.time()
    while len(starts) and now - starts[0] > 86400:
        starts.popleft()
    return [now - start for start in list(starts)]


def erase(topic, message):
    while len(starts):
        starts.popleft()
    client.publish(topic.replace(b"do/", b"done/"), "{}")


eye = Pin(27, Pin.IN, Pin.PULL_DOWN)
eye.irq(handler=noted, trigger=Pin.IRQ_RISING)
sensor = dht.DHT22(Pin(15))
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        time.sleep_ms(200)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(erase)
client.connect()
client.subscribe(room.topic("do/erase"))
watch = Watch(31, 3.1)
told, told_at = None, 0
while True:
    sensor.measure()
    value = sensor.temperature()
    if told is None or abs(value - told) > 0.6 or time.time() - told_at > 3400:
        told, told_at = value, time.time()
        client.publish(room.topic("climate"), json.dumps({"temperature": told}))
    if watch.is_odd(value):
        client.publish(room.topic("alert"), json.dumps({"temperature": value}))
    presence()
    client.check_msg()
    time.sleep(60)
