# style: a timer counts samples that are due, the loop takes and sends them
from lab import room
from machine import Pin, Timer
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)

client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
sensor = dht.DHT22(Pin(15))
is_due = False
is_connected = False
kept = []


def ring(_timer):
    global is_due
    is_due = True


def take():
    sensor.measure()
    kept.append((time.ticks_ms() / 1000, sensor.temperature()))
    while len(kept) > 120:
        kept.pop(0)


def send_one():
    global is_connected
    try:
        if not is_connected:
            client.connect(timeout=1)
            is_connected = True
        t, temperature = kept[0]
        client.publish(room.topic("samples"), '{"t": %.2f, "temperature": %.1f}' % (t, temperature), qos=1)
        kept.pop(0)
    except OSError:
        is_connected = False
        return False
    return True


clock = Timer(0)
clock.init(period=5000, mode=Timer.PERIODIC, callback=ring)
is_resting = False
while True:
    if is_due:
        is_due = is_resting = False
        take()
    if kept and not is_resting:
        is_resting = not send_one()
    else:
        time.sleep_ms(50)
