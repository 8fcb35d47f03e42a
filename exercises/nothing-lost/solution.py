from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht
import json
import network
import time

PERIOD_MS = 5000
MOST_WAITING = 120

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)

client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
sensor = dht.DHT22(Pin(15))
is_connected = False
waiting = []
# A DHT22 gives nothing in its first second of power.
time.sleep(2)
due = time.ticks_ms()

while True:
    sensor.measure()
    waiting.append({"t": time.ticks_ms() / 1000, "temperature": sensor.temperature()})
    if len(waiting) > MOST_WAITING:
        waiting.pop(0)

    due = time.ticks_add(due, PERIOD_MS)
    try:
        if not is_connected:
            client.connect()
            is_connected = True
        # The next sample must not wait: what is left goes in the next turn.
        while waiting and time.ticks_diff(due, time.ticks_ms()) > 500:
            client.publish(room.topic("samples"), json.dumps(waiting[0]), qos=1)
            waiting.pop(0)
    except OSError as error:
        is_connected = False
        print("No network, samples waiting:", len(waiting), error)

    time.sleep_ms(max(0, time.ticks_diff(due, time.ticks_ms())))
