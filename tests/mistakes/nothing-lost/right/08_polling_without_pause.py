# style: polling without any sleep, state of the connection kept by the client being None
from machine import Pin
from umqtt.simple import MQTTClient
from time import ticks_ms, ticks_add, ticks_diff
from lab import room
import dht
import json
import network

station = network.WLAN(network.STA_IF)
station.active(True)
if not station.isconnected():
    station.connect(room.ssid, room.wifi_password)

sensor = dht.DHT22(Pin(15))
queue = []
client = None
next_sample = ticks_add(ticks_ms(), 2000)
next_try = ticks_ms()

while True:
    now = ticks_ms()
    if ticks_diff(now, next_sample) >= 0:
        sensor.measure()
        queue.append({"t": now / 1000, "temperature": sensor.temperature()})
        if len(queue) > 120:
            queue.pop(0)
        next_sample = ticks_add(next_sample, 5000)
    if not station.isconnected() or ticks_diff(next_sample, ticks_ms()) < 2500:
        continue
    if client is None:
        if ticks_diff(now, next_try) >= 0:
            candidate = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)
            try:
                candidate.connect(timeout=1)
                client = candidate
            except OSError:
                next_try = ticks_add(ticks_ms(), 3000)
    elif queue:
        try:
            client.sock.settimeout(2)
            client.publish(room.topic("samples"), json.dumps(queue[0]), qos=1)
            queue.pop(0)
        except OSError:
            client = None
