# mistake: time.ticks_ms is divided without being called.
# line: 22
# names.fr: parenthèse|() ; ticks_ms
# names.en: parenthes|bracket|() ; ticks_ms
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht, json, network, time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)
sensor = dht.DHT22(Pin(15))
queue = []
online = False


def sample():
    sensor.measure()
    now = time.ticks_ms / 1000
    queue.append({"t": now, "temperature": sensor.temperature()})
    while len(queue) > 120:
        queue.pop(0)


def send(until):
    global online
    try:
        if not online:
            client.connect(timeout=1)
            online = True
        while queue and time.ticks_diff(until, time.ticks_ms()) > 2500:
            client.sock.settimeout(2)
            client.publish(room.topic("samples"), json.dumps(queue[0]), qos=1)
            queue.pop(0)
    except OSError:
        online = False


time.sleep(2)
due = time.ticks_ms()
while True:
    sample()
    due = time.ticks_add(due, 5000)
    send(due)
    time.sleep_ms(max(0, time.ticks_diff(due, time.ticks_ms())))
