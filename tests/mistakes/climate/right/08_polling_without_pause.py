# style: polling without any sleep once connected
from machine import Pin
from umqtt.simple import MQTTClient
from time import ticks_add, ticks_diff, ticks_ms
from lab import room
import dht
import json
import network

capteur = dht.DHT22(Pin(15))
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    pass
client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)
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
            client.publish(room.topic("climate"), json.dumps(objet))
