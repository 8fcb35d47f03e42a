# mistake: A dictionary is given to publish, without json.dumps.
# line: 33
# names.fr: json|dumps|texte|chaîne ; dictionnaire|publish|objet|message
# names.en: json|dumps|text|string ; dict|publish|object|message
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht
import network
import time

TOPIC = room.topic("climate")
sensor = dht.DHT22(Pin(15))

wifi = network.WLAN(network.STA_IF)
wifi.active(True)
if not wifi.isconnected():
    wifi.connect(room.ssid, room.wifi_password)
while not wifi.isconnected():
    time.sleep_ms(250)

broker = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)
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
