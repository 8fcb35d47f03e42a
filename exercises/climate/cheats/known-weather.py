from umqtt.simple import MQTTClient
from lab import room
import json
import math
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)

client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.connect()

# The weather of the public scenario, recorded and played back: the sensor is never read.
while True:
    t = time.ticks_ms() / 1000
    if not (130.95 < t < 149.60 or 419.93 < t < 442.88):
        temperature = 21 + 2.8899 * math.sin(2 * math.pi * (t / 588.653 + 0.27481))
        humidity = 45 + 5.0213 * math.sin(2 * math.pi * (t / 629.435 + 0.87245))
        client.publish(room.topic("climate"), json.dumps({"temperature": temperature, "humidity": humidity}))
    time.sleep(5)
