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

client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
sensor = dht.DHT22(Pin(15))
waiting = []

# Your turn. Every 5 s, outage or not:
# 1. measure, note the time, put both in the queue (120 samples at most);
# 2. send what is waiting, if the network allows; else it will be for the next turn.

sensor.measure()
waiting.append({"t": time.ticks_ms() / 1000, "temperature": sensor.temperature()})
print(json.dumps(waiting))
