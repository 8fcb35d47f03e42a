# mistake: sleep_ms(5) waits 5 ms, not 5 s.
# line: 27
# names.fr: seconde|ms ; sleep|5|pause
# names.en: second|ms ; sleep|5|pause
from machine import Pin
from umqtt.simple import MQTTClient
from time import sleep_ms
import dht
import json
import network

PERIOD = 5
sensor = dht.DHT22(Pin(15))
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    sleep_ms(100)
client = MQTTClient("uno", "192.168.4.1")
client.connect()
while True:
    try:
        sensor.measure()
        client.publish("room/climate", json.dumps({"temperature": sensor.temperature(), "humidity": sensor.humidity()}))
    except Exception as e:
        print("oops", e)
    sleep_ms(PERIOD)
