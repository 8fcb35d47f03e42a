# mistake: str() of a dictionary is published: its single quotes are not JSON.
# line: 25
# names.fr: json|dumps ; str|guillemet|apostrophe|dictionnaire|dumps
# names.en: json|dumps ; str|quote|dict|dumps
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht
import network
import time

sensor = dht.DHT22(Pin(15))
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)
client.connect()
while True:
    try:
        sensor.measure()
        climat = {"temperature": sensor.temperature(), "humidity": sensor.humidity()}
        client.publish(room.topic("climate"), str(climat))
    except Exception as e:
        print("erreur :", e)
    time.sleep(5)
