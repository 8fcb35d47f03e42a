from lab import room
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

STATE = {"said": None, "said_at": 0, "usual": None, "told": False}
moments = []
pir = Pin(27, Pin.IN)
sensor = dht.DHT22(Pin(15))


def presence():
    now = time.time()
    return [now - one for one in moments if now - one <= 86400]


def erase(topic, message):
    while moments:
        moments.pop()
    client.publish(room.topic("done/erase"), json.dumps({"erased": True}))


def publish(name, value):
    client.publish(room.topic(name), json.dumps({"temperature": value}))


def take():
    try:
        sensor.measure()
    except Exception:
        return
    value = sensor.temperature()
    now = time.time()
    if STATE["said"] is None or abs(value - STATE["said"]) >= 0.5 or now - STATE["said_at"] > 3500:
        STATE["said"], STATE["said_at"] = value, now
        publish("climate", value)
    if STATE["usual"] is None:
        STATE["usual"] = value
    STATE["usual"] += (value - STATE["usual"]) / 30
    gap = abs(value - STATE["usual"])
    if gap > 3 and not STATE["told"]:
        STATE["told"] = True
        publish("alert", value)
    if gap < 0.8:
        STATE["told"] = False


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(erase)
client.connect()
client.subscribe(room.topic("do/erase"))

was_moving = pir.value()
taken_at = time.ticks_add(time.ticks_ms(), -60000)
while True:
    is_moving = pir.value()
    if is_moving and not was_moving:
        moments.append(time.time())
    was_moving = is_moving
    if time.ticks_diff(time.ticks_ms(), taken_at) >= 60000:
        taken_at = time.ticks_ms()
        take()
        while moments and time.time() - moments[0] > 86400:
            moments.pop(0)
    client.check_msg()
    time.sleep(1)
