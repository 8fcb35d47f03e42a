# mistake: The sensor is read with the Raspberry Pi library Adafruit_DHT.
# line: 5
# names.fr: adafruit ; dht|micropython|module|bibliothèque|import
# names.en: adafruit ; dht|micropython|module|library|import
import Adafruit_DHT
import json
import network
import time
from umqtt.simple import MQTTClient
from lab import room

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep(1)

mqtt = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)
mqtt.connect()

while True:
    humidity, temperature = Adafruit_DHT.read(Adafruit_DHT.DHT22, 15)
    if humidity is not None:
        mqtt.publish(room.topic("climate"), json.dumps({"temperature": temperature, "humidity": humidity}))
    time.sleep(5)
