# mistake: The sample leaves the queue before it is sent: it is lost when publish fails.
# line: 31
# names.fr: pop|retir|file|perdu|avant
# names.en: pop|remov|queue|lost|before
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht
import json
import network
import time


class Sender:
    def __init__(self):
        self.client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
        self.connected = False
        self.queue = []

    def put(self, sample):
        self.queue.append(sample)
        if len(self.queue) > 120:
            del self.queue[0]

    def send_until(self, due):
        try:
            if not self.connected:
                self.client.connect()
                self.connected = True
            while self.queue and time.ticks_diff(due, time.ticks_ms()) > 500:
                sample = self.queue.pop(0)
                self.client.publish(room.topic("samples"), json.dumps(sample), qos=1)
        except OSError as e:
            print("offline", e)
            self.connected = False


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
sensor = dht.DHT22(Pin(15))
sender = Sender()
time.sleep(2)
due = time.ticks_ms()
while True:
    sensor.measure()
    sender.put({"t": time.ticks_ms() / 1000, "temperature": sensor.temperature()})
    due = time.ticks_add(due, 5000)
    sender.send_until(due)
    time.sleep_ms(max(0, time.ticks_diff(due, time.ticks_ms())))
