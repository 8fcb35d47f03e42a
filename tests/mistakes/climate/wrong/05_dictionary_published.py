# mistake: A dictionary is given to publish, without json.dumps.
# line: 31
# names.fr: json|dumps|texte|chaîne ; dictionnaire|publish|objet|message
# names.en: json|dumps|text|string ; dict|publish|object|message
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import network
import time

TOPIC = b"room/climate"
sensor = dht.DHT22(Pin(15))

wifi = network.WLAN(network.STA_IF)
wifi.active(True)
wifi.connect("atelier", "atelier123")
while not wifi.isconnected():
    time.sleep_ms(250)

broker = MQTTClient(b"greenhouse-4", "192.168.4.1")
broker.connect()

while True:
    message = None
    try:
        sensor.measure()
        message = {"temperature": sensor.temperature(), "humidity": sensor.humidity()}
    except Exception as error:
        print(error)
    if message:
        broker.publish(TOPIC, message)
    time.sleep(5)
