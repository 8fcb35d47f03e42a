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
client = None
backlog = []


def open_client():
    one = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    one.connect()
    return one


def pauses():
    due = time.ticks_ms()
    while True:
        due = time.ticks_add(due, 5000)
        yield due
        time.sleep_ms(max(0, time.ticks_diff(due, time.ticks_ms())))


time.sleep(2)
for due in pauses():
    sensor.measure()
    backlog.append((time.ticks_ms() / 1000, sensor.temperature()))
    if len(backlog) == 121:
        backlog = backlog[1:]
    if not wlan.isconnected():
        client = None
        continue
    try:
        client = client or open_client()
        while backlog:
            if time.ticks_diff(due, time.ticks_ms()) <= 600:
                break
            t, temperature = backlog[0]
            client.publish(room.topic("samples"), json.dumps({"t": t, "temperature": temperature}), qos=1)
            backlog = backlog[1:]
    except OSError:
        client = None
