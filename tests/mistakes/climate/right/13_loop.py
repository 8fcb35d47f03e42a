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

client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.connect()

suivant = time.ticks_ms()
while True:
    try:
        sensor.measure()
        texte = json.dumps({"temperature": sensor.temperature(), "humidity": sensor.humidity()})
        client.publish(room.topic("climate"), texte)
    except Exception as e:
        print("raté :", e)
    suivant = time.ticks_add(suivant, 5000)
    while time.ticks_diff(suivant, time.ticks_ms()) > 0:
        time.sleep_ms(10)
