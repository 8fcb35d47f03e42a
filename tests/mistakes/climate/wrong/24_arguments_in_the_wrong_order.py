# mistake: MQTTClient wants the client's identity first, then the broker: they are swapped.
# line: 20
# names.fr: client_id|ordre|échang|invers|premier|identi|MQTTClient
# names.en: client_id|order|swap|first|identity|MQTTClient
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht
import json
import network
import time

sta = network.WLAN(network.STA_IF)
sta.active(True)
if not sta.isconnected():
    sta.connect(room.ssid, room.wifi_password)
while not sta.isconnected():
    time.sleep_ms(100)

client = MQTTClient(room.broker, room.client_id, room.port, room.user, room.password)
client.connect()
sensor = dht.DHT22(Pin(15))
topic = room.topic("climate")

while True:
    try:
        sensor.measure()
        client.publish(topic, json.dumps({"temperature": sensor.temperature(), "humidity": sensor.humidity()}))
    except Exception as problem:
        print(problem)
    time.sleep_ms(5000)
