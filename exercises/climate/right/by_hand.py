# style: plain sleep, text made by hand, QoS 1
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(200)

sensor = dht.DHT22(Pin(15))
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=60)
client.connect()
TOPIC = room.topic("climate").encode()

while True:
    try:
        sensor.measure()
        said = '{"humidity": %.1f, "temperature": %.1f}' % (sensor.humidity(), sensor.temperature())
        client.publish(TOPIC, said, qos=1)
    except Exception as error:
        print(repr(error))
    time.sleep(5)
