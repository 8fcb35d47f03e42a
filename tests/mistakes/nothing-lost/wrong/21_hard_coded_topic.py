# mistake: The topic is a constant instead of the board's own.
# line: 37
# names.fr: sujet|topic ; room|salle|autre|énoncé
# names.en: topic ; room|other|statement
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

time.sleep(2)
due = time.ticks_ms()
while True:
    sensor.measure()
    waiting.append({"t": time.ticks_ms() / 1000, "temperature": sensor.temperature()})
    if len(waiting) > 120:
        waiting.pop(0)
    due = time.ticks_add(due, 5000)
    try:
        if not connected:
            client.connect(timeout=1)
            connected = True
        while waiting and time.ticks_diff(due, time.ticks_ms()) > 2500:
            client.sock.settimeout(2)
            client.publish("room/samples", json.dumps(waiting[0]), qos=1)
            waiting.pop(0)
    except OSError as error:
        print("later:", error)
        connected = False
    time.sleep_ms(max(0, time.ticks_diff(due, time.ticks_ms())))
