# style: no interrupt: the pin is looked at every second; ring of floats; whole seconds counted
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
position = 0
moves = []
erase_asked = False


def presence():
    now = time.time()
    return [now - one for one in moves if now - one <= 86400]


def callback(topic, message):
    global erase_asked
    erase_asked = True


def add(value):
    global filled, position
    ring[position] = value
    position = (position + 1) % SIZE
    filled = min(SIZE, filled + 1)


def normal():
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
said = None
said_time = 0
strange = 0
next_reading = time.time() + 2
while True:
    now = time.time()
    value = pir.value()
    if value and not before:
        moves.append(now)
    before = value
    if moves and now - moves[0] > 86400:
        moves.pop(0)
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
            t = said
        if t is not None:
            body = json.dumps({"temperature": round(t, 1)})
            if said is None or abs(t - said) > 0.5 or now - said_time > 3400:
                client.publish(room.topic("climate"), body)
                said, said_time = t, now
            if filled >= 5:
                gap = abs(t - normal())
                if gap > 3:
                    strange += 1
                    if strange == 2:
                        client.publish(room.topic("alert"), body)
                elif gap < 1 or strange == 1:
                    strange = 0
            add(t)
    time.sleep(1)
