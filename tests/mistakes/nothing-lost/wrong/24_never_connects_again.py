# mistake: After the outage the program does not call connect() again: the flag stays True.
# line: 41
# names.fr: connect|connexion|en_ligne|is_online
# names.en: connect|is_online
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht
import json
import network
import time

MAX_WAITING = 120
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
sensor = dht.DHT22(Pin(15))
waiting = []
is_online = False


def sample():
    sensor.measure()
    waiting.append({"t": time.ticks_ms() / 1000, "temperature": sensor.temperature()})
    if len(waiting) > MAX_WAITING:
        waiting.pop(0)


def flush(due):
    global is_online
    try:
        if not is_online:
            client.connect()
            is_online = True
        while len(waiting) > 0 and time.ticks_diff(due, time.ticks_ms()) > 600:
            client.publish(room.topic("samples"), json.dumps(waiting[0]), qos=1)
            waiting.pop(0)
    except OSError as error:
        print("no network", error)


time.sleep(2)
due = time.ticks_ms()
while True:
    sample()
    due = time.ticks_add(due, 5000)
    flush(due)
    time.sleep_ms(max(0, time.ticks_diff(due, time.ticks_ms())))
