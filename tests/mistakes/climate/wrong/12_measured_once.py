# mistake: measure() is called once before the loop, so that the values never change.
# line: 24
# names.fr: measure|mesur|lecture|lire ; boucle|une fois|une seule|chaque|while|avant|même
# names.en: measur|read ; loop|once|each|every|while|before|same|again
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht
import json
import network
import time

sensor = dht.DHT22(Pin(15))
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(50)
client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)
client.connect()

time.sleep(2)
sensor.measure()
while True:
    try:
        t = sensor.temperature()
        h = sensor.humidity()
        client.publish(room.topic("climate"), json.dumps({"temperature": t, "humidity": h}))
    except Exception:
        print("bad reading")
    time.sleep(5)
