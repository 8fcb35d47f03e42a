# mistake: measure() is called once before the loop, so the same values are published for ever.
# line: 37
# names.fr: measure|mesure|lecture|lire ; boucle|while|chaque|avant|une seule fois|une fois|même
# names.en: measure|reading|read ; loop|while|each|every|before|once|same
import json
import network
import time
import dht
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient


def wifi():
    sta = network.WLAN(network.STA_IF)
    sta.active(True)
    if sta.isconnected():
        return
    sta.connect(room.ssid, room.wifi_password)
    while not sta.isconnected():
        time.sleep(0.1)


def broker():
    c = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    c.connect()
    return c


wifi()
client = broker()
sensor = dht.DHT22(Pin(15))

ready = False
while not ready:                  # the first reading may fail
    try:
        sensor.measure()
        ready = True
    except Exception:
        time.sleep(3)

while True:
    try:
        data = {}
        data["temperature"] = sensor.temperature()
        data["humidity"] = sensor.humidity()
        client.publish(room.topic("climate"), json.dumps(data))
    except Exception as error:
        print("no reading", error)
    time.sleep(5)
