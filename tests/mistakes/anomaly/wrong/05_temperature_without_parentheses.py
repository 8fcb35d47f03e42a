# mistake: temperature is a method: without parentheses there is no number.
# line: 76
# names.fr: temperature ; parenthèse|()|méthode|appel
# names.en: temperature ; parenthes|bracket|()|method|call
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
CHANGE, NORMAL_AGAIN = 3.0, 1.0


class State:
    began = []
    slow = None
    doubts = 0
    alerted = False
    said = None
    said_at = 0


def keep(moment):
    State.began.append(moment)


def on_move(pin):
    micropython.schedule(keep, time.time())


def presence():
    now = time.time()
    State.began = [m for m in State.began if now - m <= DAY_S]
    return [now - m for m in State.began]


def on_erase(topic, payload):
    State.began = []
    client.publish(room.topic("done/erase"), '{"erased": true}')


def publish(name, celsius):
    client.publish(room.topic(name), json.dumps({"temperature": round(celsius, 1)}))


def is_worth(celsius):
    if State.said is None:
        State.said = 0
    return abs(celsius - State.said) > 0.6 or time.time() - State.said_at > 3200


def guard(celsius):
    if State.slow is None:
        State.slow = celsius
    gap = abs(celsius - State.slow)
    State.doubts = State.doubts + 1 if gap > CHANGE else 0
    if State.doubts >= 2 and not State.alerted:
        State.alerted = True
        publish("alert", celsius)
    if gap < NORMAL_AGAIN:
        State.alerted = False
    State.slow += (celsius - State.slow) / 20


def read():
    try:
        sensor.measure()
    except OSError as error:
        print("no reading:", error)
        return
    celsius = sensor.temperature
    if is_worth(celsius):
        publish("climate", celsius)
        State.said, State.said_at = celsius, time.time()
    guard(celsius)


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
pir.irq(on_move, Pin.IRQ_RISING)
time.sleep_ms(2000)
due = time.ticks_ms()
while True:
    if time.ticks_diff(time.ticks_ms(), due) >= 0:
        due = time.ticks_add(due, READ_MS)
        read()
        presence()
    client.check_msg()
    time.sleep_ms(3000)
