# mistake: The text done/erase is never closed: a quotation mark is missing.
# line: 73
# names.fr: guillemet|"|apostrophe|texte|chaîne ; ferm|manque|ligne|fin
# names.en: quot|"|text|string ; clos|miss|line|end
from array import array
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

SIZE = 30
window = array("f", [0] * SIZE)
used = 0
position = 0
motions = []
erase_asked = False


def presence():
    now = time.time()
    return [now - one for one in motions if now - one <= 86400]


def on_message(topic, message):
    global erase_asked
    erase_asked = True


def add(value):
    global used, position
    window[position] = value
    position = (position + 1) % SIZE
    used = min(SIZE, used + 1)


def normal():
    return sum(window[i] for i in range(used)) / used


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(on_message)
client.connect()
client.subscribe(room.topic("do/erase"))

sensor = dht.DHT22(Pin(15))
pir = Pin(27, Pin.IN)
before = 0
said = None
said_time = 0
strange = 0
next_reading = time.time() + 2
while True:
    now = time.time()
    value = pir.value()
    if value and not before:
        motions.append(now)
    before = value
    if motions and now - motions[0] > 86400:
        motions.pop(0)
    client.check_msg()
    if erase_asked:
        erase_asked = False
        motions = []
        client.publish(room.topic("done/erase), json.dumps({"motions": "erased"}))
    if now >= next_reading:
        next_reading += 60
        try:
            sensor.measure()
            t = sensor.temperature()
        except OSError:
            t = said
        if t is not None:
            body = json.dumps({"temperature": round(t, 1)})
            if said is None or abs(t - said) > 0.5 or now - said_time > 3400:
                client.publish(room.topic("climate"), body)
                said, said_time = t, now
            if used >= 5:
                gap = abs(t - normal())
                if gap > 3:
                    strange += 1
                    if strange == 2:
                        client.publish(room.topic("alert"), body)
                elif gap < 1 or strange == 1:
                    strange = 0
            add(t)
    time.sleep(1)
