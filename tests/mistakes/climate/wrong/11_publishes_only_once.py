# mistake: There is no loop: one message is published and the program ends.
# line: 25
# names.fr: boucle|while|répét|recommenc ; message|publi|fois|toutes les 5|5 s|arrêt|fin
# names.en: loop|while|repeat|again ; message|publish|once|every 5|5 s|stop|end
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht
import json
import network
import time

capteur = dht.DHT22(Pin(15))
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep(1)
client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)
client.connect()

try:
    capteur.measure()
    said = {"temperature": capteur.temperature(), "humidity": capteur.humidity()}
    client.publish(room.topic("climate"), json.dumps(said))
except Exception:
    print("le capteur ne répond pas")
time.sleep(5)
