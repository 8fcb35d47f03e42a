# mistake: t is in milliseconds instead of seconds.
# line: 20
# names.fr: seconde ; `t`|"t"|« t »|1000|milli|ticks_ms|temps|moment
# names.en: second ; `t`|"t"|1000|milli|ticks_ms|time|moment
from machine import Pin
from umqtt.simple import MQTTClient
from time import ticks_ms, ticks_add, ticks_diff, sleep_ms
from lab import room
import dht
import json
import network

TOPIC = room.topic("samples")


def samples():
    sensor = dht.DHT22(Pin(15))
    while True:
        sensor.measure()
        yield {"t": ticks_ms(), "temperature": sensor.temperature()}


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)
connected = False
waiting = []
sleep_ms(2000)
due = ticks_ms()
for one in samples():
    waiting.append(one)
    if len(waiting) > 120:
        waiting.pop(0)
    due = ticks_add(due, 5000)
    try:
        if not connected:
            client.connect(timeout=1)
            connected = True
        while waiting and ticks_diff(due, ticks_ms()) > 2500:
            client.sock.settimeout(2)
            client.publish(TOPIC, json.dumps(waiting[0]), qos=1)
            waiting.pop(0)
    except OSError:
        connected = False
    sleep_ms(max(0, ticks_diff(due, ticks_ms())))
