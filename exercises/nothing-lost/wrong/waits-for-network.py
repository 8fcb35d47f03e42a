from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht
import json
import network
import time

PERIOD_MS = 5000
MOST_WAITING = 120

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)

while not wlan.isconnected():
    time.sleep_ms(100)

client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
sensor = dht.DHT22(Pin(15))
client.connect()

while True:
    sensor.measure()
    sample = {"t": time.ticks_ms() / 1000, "temperature": sensor.temperature()}
    is_sent = False
    while not is_sent:
        try:
            client.publish(room.topic("samples"), json.dumps(sample), qos=1)
            is_sent = True
        except OSError:
            time.sleep(1)
            try:
                client.connect()
            except OSError:
                print("Still no network")
    time.sleep_ms(PERIOD_MS)
