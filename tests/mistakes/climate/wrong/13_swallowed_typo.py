# mistake: An except with pass hides that dht has no method mesure().
# line: 23
# names.fr: except|erreur ; mesure|measure|cache|avale|ignor|masqu|nom
# names.en: except|error ; mesure|measure|hid|swallow|ignor|name
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
    time.sleep_ms(500)
client = MQTTClient("nono", "192.168.4.1")
client.connect()

while True:
    try:
        capteur.mesure()
        paquet = {"temperature": capteur.temperature(), "humidity": capteur.humidity()}
        client.publish("room/climate", json.dumps(paquet))
    except:
        pass
    time.sleep(5)
