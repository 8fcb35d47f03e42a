# mistake: The topic is room/climat instead of room/climate.
# line: 12
# names.fr: sujet|topic ; room/climat|climat
# names.en: topic ; room/climat|climat
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

SUJET = "room/climat"
capteur = dht.DHT22(Pin(15))
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep(1)
client = MQTTClient("carte-9", "192.168.4.1")
client.connect()
while True:
    debut = time.ticks_ms()
    try:
        capteur.measure()
        client.publish(SUJET, json.dumps({"temperature": capteur.temperature(), "humidity": capteur.humidity()}))
    except Exception:
        print("capteur absent")
    time.sleep_ms(5000 - time.ticks_diff(time.ticks_ms(), debut))
