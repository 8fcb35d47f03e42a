# mistake: The broker's address is a constant copied from another room.
# line: 22
# names.fr: adresse|192.168.4.1 ; salle|room|répond|autre|change|vient|accepte
# names.en: address|192.168.4.1 ; room|answer|other|change|come|accept
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
    time.sleep_ms(100)

client = MQTTClient(room.client_id, "192.168.4.1", port=room.port, user=room.user, password=room.password)
client.connect()

while True:
    try:
        sensor.measure()
    except Exception:
        print("no reading")
    else:
        said = {"temperature": sensor.temperature(), "humidity": sensor.humidity()}
        client.publish(room.topic("climate"), json.dumps(said))
    time.sleep(5)
