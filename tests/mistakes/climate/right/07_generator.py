# style: generator of good readings
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht
import json
import network
import time


def climates(sensor, period_ms):
    due = time.ticks_ms()
    while True:
        try:
            sensor.measure()
            yield {"temperature": sensor.temperature(), "humidity": sensor.humidity()}
        except Exception as reason:
            print(type(reason).__name__)
        due = time.ticks_add(due, period_ms)
        while time.ticks_diff(due, time.ticks_ms()) > 0:
            time.sleep_ms(10)


def wifi(name, password):
    station = network.WLAN(network.STA_IF)
    station.active(True)
    if not station.isconnected():
        station.connect(name, password)
    while not station.isconnected():
        time.sleep(1)


wifi(room.ssid, room.wifi_password)
client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)
client.connect()
for climate in climates(dht.DHT22(Pin(15)), 5000):
    client.publish(room.topic("climate"), json.dumps(climate))
