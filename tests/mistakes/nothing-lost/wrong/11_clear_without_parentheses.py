# mistake: waiting.clear is not called, so that everything is sent again and again.
# line: 41
# names.fr: parenthèse|() ; clear
# names.en: parenthes|bracket|() ; clear
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
    sent = 0
    try:
        if not connected:
            client.connect(timeout=1)
            connected = True
        while sent < len(waiting) and time.ticks_diff(due, time.ticks_ms()) > 2500:
            client.sock.settimeout(2)
            client.publish(room.topic("samples"), json.dumps(waiting[sent]), qos=1)
            sent += 1
    except OSError:
        connected = False
    rest = waiting[sent:]
    waiting.clear
    waiting.extend(rest)
    time.sleep_ms(max(0, time.ticks_diff(due, time.ticks_ms())))
