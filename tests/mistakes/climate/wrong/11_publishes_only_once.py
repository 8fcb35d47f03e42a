# mistake: There is no loop: one message is published and the program ends.
# line: 23
# names.fr: boucle|while|répét|recommenc ; message|publi|fois|toutes les 5|5 s|arrêt|fin
# names.en: loop|while|repeat|again ; message|publish|once|every 5|5 s|stop|end
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

capteur = dht.DHT22(Pin(15))
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep(1)
client = MQTTClient("carte-ines", "192.168.4.1")
client.connect()

try:
    capteur.measure()
    client.publish("room/climate", json.dumps({"temperature": capteur.temperature(), "humidity": capteur.humidity()}))
except Exception:
    print("le capteur ne répond pas")
time.sleep(5)
