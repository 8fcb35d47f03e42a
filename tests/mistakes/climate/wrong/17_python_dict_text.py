# mistake: str() of a dictionary is published: its single quotes are not JSON.
# line: 23
# names.fr: json|dumps ; str|guillemet|apostrophe|dictionnaire|dumps
# names.en: json|dumps ; str|quote|dict|dumps
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import network
import time

sensor = dht.DHT22(Pin(15))
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient("dico", "192.168.4.1")
client.connect()
while True:
    try:
        sensor.measure()
        climat = {"temperature": sensor.temperature(), "humidity": sensor.humidity()}
        client.publish("room/climate", str(climat))
    except Exception as e:
        print("erreur :", e)
    time.sleep(5)
