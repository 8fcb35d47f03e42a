# mistake: A reading is compared with the one before only: five degrees in several minutes are never seen.
# line: 67
# names.fr: précédent|avant|dernière|une minute|seule|mesure ; moyenne|demi-heure|minutes|lent|normal|plusieurs|5
# names.en: before|previous|last|one minute|only|reading ; mean|half|minutes|slow|normal|several|5
import dht
import json
import micropython
import network
import time
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient

DAY_S = 24 * 60 * 60
READ_MS = 60 * 1000
CHANGE, NORMAL_AGAIN = 5.0, 1.0


class Kept:
    moves = []
    previous = None
    far = 0
    alerted = False
    said = None
    said_at = 0


def keep(moment):
    Kept.moves.append(moment)


def on_rise(pin):
    micropython.schedule(keep, time.time())


def presence():
    now = time.time()
    Kept.moves = [m for m in Kept.moves if now - m <= DAY_S]
    return [now - m for m in Kept.moves]


def on_erase(topic, payload):
    Kept.moves = []
    client.publish(room.topic("done/erase"), '{"erased": true}')


def publish(name, celsius):
    client.publish(room.topic(name), json.dumps({"temperature": round(celsius, 1)}))


def is_new(celsius):
    if Kept.said is None:
        return True
    return abs(celsius - Kept.said) > 0.6 or time.time() - Kept.said_at > 3200


def look(celsius):
    if Kept.previous is None:
        Kept.previous = celsius
    gap = abs(celsius - Kept.previous)
    Kept.far = Kept.far + 1 if gap > CHANGE else 0
    if Kept.far >= 1 and not Kept.alerted:
        Kept.alerted = True
        publish("alert", celsius)
    if gap < NORMAL_AGAIN:
        Kept.alerted = False
    Kept.previous = celsius


def read():
    try:
        sensor.measure()
    except OSError as error:
        print("no reading:", error)
        return
    celsius = sensor.temperature()
    if is_new(celsius):
        publish("climate", celsius)
        Kept.said, Kept.said_at = celsius, time.time()
    look(celsius)


def connect():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        time.sleep_ms(100)
    mqtt = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    mqtt.set_callback(on_erase)
    mqtt.connect()
    mqtt.subscribe(room.topic("do/erase"))
    return mqtt


sensor = dht.DHT22(Pin(15))
pir = Pin(27, Pin.IN)
client = connect()
pir.irq(on_rise, Pin.IRQ_RISING)
time.sleep_ms(2000)
due = time.ticks_ms()
while True:
    if time.ticks_diff(time.ticks_ms(), due) >= 0:
        due = time.ticks_add(due, READ_MS)
        read()
        presence()
    client.check_msg()
    time.sleep_ms(3000)
