# mistake: A number is joined to a text with +.
# line: 35
# names.fr: texte|chaîne|str ; nombre|température|temperature|json|float|convert
# names.en: text|string|str ; number|temperature|json|float|convert
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


def read():
    try:
        sensor.measure()
        return sensor.temperature(), sensor.humidity()
    except Exception:
        return None


while True:
    values = read()
    if values:
        t, h = values
        text = '{"temperature": ' + t + ', "humidity": ' + h + "}"
        client.publish(room.topic("climate"), text)
    time.sleep(5)
