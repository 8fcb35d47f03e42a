# style: two files, the second one holds a class
with open("station.py", "w") as file:
    file.write(
        """
import dht
from machine import Pin

class Station:
    def __init__(self, pin):
        self.dht = dht.DHT22(Pin(pin))

    def read(self):
        try:
            self.dht.measure()
            return {"temperature": self.dht.temperature(), "humidity": self.dht.humidity()}
        except Exception:
            return None
"""
    )

from lab import room
from station import Station
from umqtt.simple import MQTTClient
import json
import network
import time


def join():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
        while not wlan.isconnected():
            time.sleep_ms(50)


join()
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.connect()
station = Station(15)
due = time.ticks_ms()
while True:
    values = station.read()
    if values is not None:
        client.publish(room.topic("climate"), json.dumps(values))
    due = time.ticks_add(due, 5000)
    time.sleep_ms(max(0, time.ticks_diff(due, time.ticks_ms())))
