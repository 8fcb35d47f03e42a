# mistake: What was sent is never taken out: the first is sent again and again.
# line: 38
# names.fr: pop|retir|enlev
# names.en: pop|remove|take
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht, json, network, time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)

client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
sensor = dht.DHT22(Pin(15))
file = []
connecte = False


def mesurer():
    sensor.measure()
    file.append({"t": time.ticks_ms() / 1000, "temperature": sensor.temperature()})
    if len(file) > 120:
        file.pop(0)


def envoyer(limite):
    global connecte
    try:
        if not wlan.isconnected():
            connecte = False
            return
        if not connecte:
            client.connect()
            connecte = True
        while file and time.ticks_diff(limite, time.ticks_ms()) > 500:
            client.publish(room.topic("samples"), json.dumps(file[0]), qos=1)
    except OSError:
        connecte = False


due = time.ticks_ms()
while True:
    mesurer()
    due = time.ticks_add(due, 5000)
    envoyer(due)
    reste = time.ticks_diff(due, time.ticks_ms())
    if reste > 0:
        time.sleep_ms(reste)
