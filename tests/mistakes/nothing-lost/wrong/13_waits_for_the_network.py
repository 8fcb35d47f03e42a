# mistake: During an outage the program waits in a loop until it is connected, and takes no sample.
# line: 25
# names.fr: mesur|prise|relevé ; attend|boucle|while|bloqu|panne|réseau|connex|connect
# names.en: sampl|measur ; wait|loop|while|block|outage|network|connect
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)
sensor = dht.DHT22(Pin(15))
waiting = []
connected = False


def reconnect():
    global connected
    while not connected:
        try:
            client.connect(timeout=1)
            connected = True
        except OSError:
            time.sleep(1)


time.sleep(2)
due = time.ticks_ms()
while True:
    sensor.measure()
    waiting.append({"t": time.ticks_ms() / 1000, "temperature": sensor.temperature()})
    if len(waiting) > 120:
        waiting.pop(0)
    due = time.ticks_add(due, 5000)
    while waiting and time.ticks_diff(due, time.ticks_ms()) > 2500:
        reconnect()
        try:
            client.sock.settimeout(2)
            client.publish(room.topic("samples"), json.dumps(waiting[0]), qos=1)
            waiting.pop(0)
        except OSError:
            connected = False
    left = time.ticks_diff(due, time.ticks_ms())
    if left < 0:
        due = time.ticks_ms()
    else:
        time.sleep_ms(left)
