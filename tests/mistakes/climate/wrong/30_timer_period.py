# mistake: The period of the timer is in milliseconds, so period=5 asks the sensor every 5 ms instead of every 5 s.
# line: 33
# names.fr: 5000|milliseconde|ms|unité|5 s ; period|période|minuterie|timer
# names.en: 5000|millisecond|ms|unit|5 s ; period|timer|init
from machine import Pin, Timer
from umqtt.simple import MQTTClient
from lab import room
import dht
import json
import network
import time

due = False


def ring(timer):
    global due
    due = True


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        time.sleep_ms(100)

client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.connect()

sensor = dht.DHT22(Pin(15))
clock = Timer(0)
clock.init(period=5, mode=Timer.PERIODIC, callback=ring)

while True:
    if due:
        due = False
        try:
            sensor.measure()
            client.publish(room.topic("climate"), json.dumps({
                "temperature": sensor.temperature(),
                "humidity": sensor.humidity(),
            }))
        except Exception as e:
            print("failed:", e)
    time.sleep_ms(5)
