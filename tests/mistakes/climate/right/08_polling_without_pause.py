# style: polling without any sleep once connected
from machine import Pin
from umqtt.simple import MQTTClient
from time import ticks_add, ticks_diff, ticks_ms
import dht
import json
import network

capteur = dht.DHT22(Pin(15))
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    pass
client = MQTTClient("sans-pause", "192.168.4.1")
client.connect()
dernier = ticks_ms()
while True:
    if ticks_diff(ticks_ms(), dernier) >= 5000:
        dernier = ticks_add(dernier, 5000)
        lu = False
        try:
            capteur.measure()
            lu = True
        except Exception:
            pass
        if lu:
            objet = {}
            objet["temperature"] = capteur.temperature()
            objet["humidity"] = capteur.humidity()
            client.publish("room/climate", json.dumps(objet))
