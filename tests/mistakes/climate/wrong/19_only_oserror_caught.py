# mistake: Only OSError is caught, so that a blurred answer stops the program.
# line: 29
# names.fr: exception|except ; oserror|brouill|parasite|autre|toutes|checksum|contrôle|somme
# names.en: exception|except ; oserror|blur|noise|other|every|all|checksum
from machine import Pin, Timer
from umqtt.simple import MQTTClient
from lab import room
import dht
import json
import network
import time

sensor = dht.DHT22(Pin(15))
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)
client.connect()

due = time.ticks_add(time.ticks_ms(), 2000)
while True:
    if time.ticks_diff(due, time.ticks_ms()) <= 0:
        due = time.ticks_add(due, 5000)
        try:
            sensor.measure()
        except OSError:
            continue
        climate = {"temperature": sensor.temperature(), "humidity": sensor.humidity()}
        client.publish(room.topic("climate"), json.dumps(climate))
    time.sleep_ms(20)
