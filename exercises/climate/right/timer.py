# style: a timer raises a flag
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

from machine import Timer

client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.connect()
sensor = dht.DHT22(Pin(15))
is_due = True


def ring(_timer):
    global is_due
    is_due = True


timer = Timer(0)
timer.init(period=5000, mode=Timer.PERIODIC, callback=ring)
while True:
    if is_due:
        is_due = False
        try:
            sensor.measure()
        except Exception as error:
            print(error)
        else:
            values = {"temperature": round(sensor.temperature(), 1), "humidity": round(sensor.humidity(), 1)}
            client.publish(room.topic("climate"), json.dumps(values), retain=True)
    time.sleep_ms(200)
