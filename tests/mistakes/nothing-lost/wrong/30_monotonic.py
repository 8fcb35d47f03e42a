# mistake: time.monotonic() exists on a PC and in CircuitPython, not in MicroPython.
# line: 23
# names.fr: monotonic|ligne 23|module time ; ticks_ms|n'existe pas|n’existe pas|inconnu|CPython|CircuitPython|ordinateur|MicroPython
# names.en: monotonic|line 23|module time ; ticks_ms|not exist|no such|unknown|does not have|has no|CPython|CircuitPython|MicroPython
import time, json, network, dht
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room

sensor = dht.DHT22(Pin(15))
samples = []            # what is waiting
online = False

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)


def take_sample():
    sensor.measure()
    now = time.monotonic()
    samples.append((now, sensor.temperature()))
    while len(samples) > 120:
        del samples[0]


def catch_up(until):
    global online
    try:
        if not online:
            client.connect()
            online = True
        while samples:
            if time.ticks_diff(until, time.ticks_ms()) < 1000:
                return
            t, celsius = samples[0]
            client.publish(room.topic("samples"), json.dumps({"t": t, "temperature": celsius}), qos=1)
            del samples[0]
    except OSError as problem:
        print("no network:", problem)
        online = False


next_time = time.ticks_ms()
while True:
    take_sample()
    next_time = time.ticks_add(next_time, 5000)
    catch_up(next_time)
    while time.ticks_diff(next_time, time.ticks_ms()) > 0:
        time.sleep_ms(10)
