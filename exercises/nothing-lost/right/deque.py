# style: collections.deque with a maximum length, one in hand while it is being sent
from collections import deque
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
waiting = deque((), 119)  # a full deque drops its oldest item
in_hand = None
connected = False

time.sleep(2)
due = time.ticks_ms()
while True:
    sensor.measure()
    if in_hand is not None and len(waiting) == 119:
        in_hand = waiting.popleft()  # the one in hand was the oldest of 120
    waiting.append((time.ticks_ms() / 1000, sensor.temperature()))
    due = time.ticks_add(due, 5000)
    try:
        if not connected:
            client.connect(timeout=1)
            connected = True
        while time.ticks_diff(due, time.ticks_ms()) > 2500:
            if in_hand is None:
                if not waiting:
                    break
                in_hand = waiting.popleft()
            client.sock.settimeout(2)
            client.publish(room.topic("samples"), json.dumps({"t": in_hand[0], "temperature": in_hand[1]}), qos=1)
            in_hand = None
    except OSError:
        connected = False
    time.sleep_ms(max(0, time.ticks_diff(due, time.ticks_ms())))
