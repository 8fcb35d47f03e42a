# mistake: The broker's address is written without quotes.
# line: 9
# names.fr: guillemet|texte|chaîne ; 192|adresse
# names.en: quote|text|string ; 192|address
from machine import Pin
from umqtt.simple import MQTTClient
import dht, json, network, time

COURTIER = 192.168.4.1
NOM = "carte-12"

capteur = dht.DHT22(Pin(15))
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep(1)
client = MQTTClient(NOM, COURTIER)
client.connect()
while True:
    try:
        capteur.measure()
        t = capteur.temperature()
        h = capteur.humidity()
        client.publish("room/climate", json.dumps({"temperature": t, "humidity": h}))
    except Exception:
        pass
    time.sleep(5)
