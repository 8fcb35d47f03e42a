# mistake: Movements older than 24 hours are never forgotten.
# line: 24
# names.fr: 24|86400|jour|heures ; oubli|ancien|vieux|vieill|retir|garde|filtr|presence
# names.en: 24|86400|day|hours ; forg|old|remov|keep|filter|presence
from array import array
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

SIZE = 30
ring = array("f", [0] * SIZE)
filled = 0
place = 0
moves = []
erase_asked = False


def presence():
    now = time.time()
    return [now - one for one in moves]


def callback(topic, message):
    global erase_asked
    erase_asked = True


def add(value):
    global filled, place
    ring[place] = value
    place = (place + 1) % SIZE
    filled = min(SIZE, filled + 1)


def usual():
    return sum(ring[i] for i in range(filled)) / filled


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(callback)
client.connect()
client.subscribe(room.topic("do/erase"))

sensor = dht.DHT22(Pin(15))
pir = Pin(27, Pin.IN)
before = 0
published = None
published_at = 0
odd = 0
next_reading = time.time() + 2
while True:
    now = time.time()
    value = pir.value()
    if value and not before:
        moves.append(now)
    before = value

    client.check_msg()
    if erase_asked:
        erase_asked = False
        moves = []
        client.publish(room.topic("done/erase"), json.dumps({"moves": "erased"}))
    if now >= next_reading:
        next_reading += 60
        try:
            sensor.measure()
            t = sensor.temperature()
        except OSError:
            t = published
        if t is not None:
            body = json.dumps({"temperature": round(t, 1)})
            if published is None or abs(t - published) > 0.5 or now - published_at > 3400:
                client.publish(room.topic("climate"), body)
                published, published_at = t, now
            if filled >= 5:
                gap = abs(t - usual())
                if gap > 3:
                    odd += 1
                    if odd == 2:
                        client.publish(room.topic("alert"), body)
                elif gap < 1 or odd == 1:
                    odd = 0
            add(t)
    time.sleep(1)
