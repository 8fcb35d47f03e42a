# mistake: The sensor is called senssor in one place.
# line: 31
# names.fr: senssor|sensor ; nom|orthograph|faute|existe|connaît|défini|lettre
# names.en: senssor|sensor ; name|spell|typo|exist|know|defin|letter
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

client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)
client.connect()

while True:
    try:
        sensor.measure()
    except Exception:
        time.sleep(5)
        continue
    data = {"temperature": senssor.temperature(), "humidity": sensor.humidity()}
    client.publish(room.topic("climate"), json.dumps(data))
    time.sleep(5)
