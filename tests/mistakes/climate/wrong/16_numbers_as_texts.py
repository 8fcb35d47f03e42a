# mistake: The values are texts in the JSON, because of format().
# line: 19
# names.fr: nombre|float|guillemet ; texte|chaîne|format|str|guillemet
# names.en: number|float|quote ; text|string|format|str|quote
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht
import json
import network
import time

sensor = dht.DHT22(Pin(15))


def reading():
    sensor.measure()
    return {
        "temperature": "{:.1f}".format(sensor.temperature()),
        "humidity": "{:.1f}".format(sensor.humidity()),
    }


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
        client.publish(room.topic("climate"), json.dumps(reading()))
    except Exception:
        print("no reading")
    time.sleep(5)
