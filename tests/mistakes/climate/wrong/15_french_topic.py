# mistake: The topic is room/climat instead of room/climate.
# line: 13
# names.fr: sujet|topic ; room/climat|climat
# names.en: topic ; room/climat|climat
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht
import json
import network
import time

SUJET = room.topic("climat")
capteur = dht.DHT22(Pin(15))
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep(1)
client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)
client.connect()
while True:
    debut = time.ticks_ms()
    try:
        capteur.measure()
        client.publish(SUJET, json.dumps({"temperature": capteur.temperature(), "humidity": capteur.humidity()}))
    except Exception:
        print("capteur absent")
    time.sleep_ms(5000 - time.ticks_diff(time.ticks_ms(), debut))
