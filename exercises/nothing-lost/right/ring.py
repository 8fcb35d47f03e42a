# style: a ring of two arrays and two places, nothing is ever moved
from array import array
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import network
import time

SIZE = 120
moments = array("i", [0] * SIZE)
tenths = array("h", [0] * SIZE)
first = count = 0


def put(moment_ms, temperature):
    global first, count
    place = (first + count) % SIZE
    moments[place] = moment_ms
    tenths[place] = round(temperature * 10)
    if count < SIZE:
        count += 1
    else:
        first = (first + 1) % SIZE


def publish_first():
    global first, count
    text = '{"t": %d.%03d, "temperature": %.1f}' % (moments[first] // 1000, moments[first] % 1000, tenths[first] / 10)
    client.publish(topic, text, qos=1)
    first = (first + 1) % SIZE
    count -= 1


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
topic = room.topic("samples").encode()
client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)
sensor = dht.DHT22(Pin(15))
is_connected = False
time.sleep_ms(2500)
due = time.ticks_ms()
while True:
    sensor.measure()
    put(time.ticks_ms(), sensor.temperature())
    due = time.ticks_add(due, 5000)
    try:
        if not is_connected:
            client.connect(timeout=2)
        is_connected = True
        while count and time.ticks_diff(due, time.ticks_ms()) > 1500:
            publish_first()
    except OSError:
        is_connected = False
    time.sleep_ms(max(0, time.ticks_diff(due, time.ticks_ms())))
