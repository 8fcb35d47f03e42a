# style: ring buffer in two arrays, constants, functions
from array import array
from machine import Pin
from micropython import const
from umqtt.simple import MQTTClient
from lab import room
import dht
import network
import time

SIZE = const(120)
times = array("f", (0 for _ in range(SIZE)))
temperatures = array("f", (0 for _ in range(SIZE)))
first = count = 0


def put(t, temperature):
    global first, count
    place = (first + count) % SIZE
    times[place] = t
    temperatures[place] = temperature
    if count == SIZE:
        first = (first + 1) % SIZE
    else:
        count += 1


def send_one(client):
    global first, count
    client.sock.settimeout(2)
    text = '{"t": %.3f, "temperature": %.1f}' % (times[first], temperatures[first])
    client.publish(room.topic("samples"), text, qos=1)
    first = (first + 1) % SIZE
    count -= 1


def wait_until(due):
    time.sleep_ms(max(0, time.ticks_diff(due, time.ticks_ms())))


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
sensor = dht.DHT22(Pin(15))
client = None
time.sleep(2)
due = time.ticks_ms()
while True:
    sensor.measure()
    put(time.ticks_ms() / 1000, sensor.temperature())
    due = time.ticks_add(due, 5000)
    try:
        if client is None:
            fresh = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)
            fresh.connect(timeout=1)
            client = fresh
        while count and time.ticks_diff(due, time.ticks_ms()) > 2500:
            send_one(client)
    except OSError:
        client = None
    wait_until(due)
