# mistake: The broker's address is written without quotes.
# line: 10
# names.fr: guillemet|texte|chaîne ; 192|adresse
# names.en: quote|text|string ; 192|address
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht, json, network, time

COURTIER = 192.168.4.1
NOM = "carte-12"

capteur = dht.DHT22(Pin(15))
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep(1)
client = MQTTClient(room.client_id, COURTIER, port=room.port, user=room.user, password=room.password)
client.connect()
while True:
    try:
        capteur.measure()
        t = capteur.temperature()
        h = capteur.humidity()
        client.publish(room.topic("climate"), json.dumps({"temperature": t, "humidity": h}))
    except Exception:
        pass
    time.sleep(5)
