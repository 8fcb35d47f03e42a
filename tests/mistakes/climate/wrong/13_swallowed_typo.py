# mistake: An except with pass hides that dht has no method mesure().
# line: 25
# names.fr: except|erreur ; mesure|measure|cache|avale|ignor|masqu|nom
# names.en: except|error ; mesure|measure|hid|swallow|ignor|name
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
    time.sleep_ms(500)
client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)
client.connect()

while True:
    try:
        capteur.mesure()
        paquet = {"temperature": capteur.temperature(), "humidity": capteur.humidity()}
        client.publish(room.topic("climate"), json.dumps(paquet))
    except:
        pass
    time.sleep(5)
