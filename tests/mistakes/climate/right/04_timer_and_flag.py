# style: periodic Timer that sets a flag, main loop that works
from machine import Pin, Timer
from umqtt.simple import MQTTClient
from lab import room
import dht
import json
import network
import time

sensor = dht.DHT22(Pin(15))
is_due = False


def tick(t):
    global is_due
    is_due = True


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(50)

client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)
client.connect()
Timer(0).init(period=5000, mode=Timer.PERIODIC, callback=tick)

while True:
    if is_due:
        is_due = False
        try:
            sensor.measure()
            message = json.dumps({"temperature": sensor.temperature(), "humidity": sensor.humidity()})
        except Exception:
            message = None
        if message:
            client.publish(room.topic("climate"), message)
    time.sleep_ms(10)
