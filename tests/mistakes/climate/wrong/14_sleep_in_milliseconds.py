# mistake: sleep_ms(5) waits 5 ms, not 5 s.
# line: 30
# names.fr: seconde|ms ; sleep|5|pause
# names.en: second|ms ; sleep|5|pause
from machine import Pin
from umqtt.simple import MQTTClient
from time import sleep_ms
from lab import room
import dht
import json
import network

PERIOD = 5
sensor = dht.DHT22(Pin(15))
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)
client.connect()
while True:
    try:
        sensor.measure()
        said = {"temperature": sensor.temperature(), "humidity": sensor.humidity()}
        client.publish(room.topic("climate"), json.dumps(said))
    except Exception as e:
        print("oops", e)
    sleep_ms(PERIOD)
