# style: a dictionary of deadlines, one function for each, short pauses
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

MINUTE = 60
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)

sensor, pir = dht.DHT22(Pin(15)), Pin(27, Pin.IN)
state = {"slow": None, "said": None, "said_at": 0, "alarm_until": 0, "was_moving": 0}
movements = []


def send(name, temperature):
    client.publish(room.topic(name), json.dumps({"temperature": round(temperature, 1)}).encode())


def measure():
    sensor.measure()
    temperature, now = sensor.temperature(), time.time()
    slow = temperature if state["slow"] is None else state["slow"] * 0.97 + temperature * 0.03
    state["slow"] = slow
    if abs(temperature - slow) > 3:
        if now >= state["alarm_until"]:
            send("alert", temperature)
        state["alarm_until"] = now + 45 * MINUTE
    said = state["said"]
    if said is None or abs(said - temperature) >= 0.5 or now - state["said_at"] >= 58 * MINUTE:
        state["said"], state["said_at"] = temperature, now
        send("climate", temperature)


def look():
    is_moving = pir.value()
    if is_moving and not state["was_moving"]:
        movements.append(time.time())
    state["was_moving"] = is_moving


def listen():
    client.check_msg()


def forget():
    movements[:] = [moment for moment in movements if time.time() - moment <= 24 * 60 * MINUTE]


def presence():
    forget()
    return [time.time() - moment for moment in movements]


def erase(topic, message):
    del movements[:]
    client.publish(room.topic("done/erase"), b"erased")


client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(erase)
client.connect()
client.subscribe(room.topic("do/erase"))

EVERY_S = {measure: 60, look: 20, listen: 40, forget: 600}
due = {task: 0 for task in EVERY_S}
while True:
    for task, every_s in EVERY_S.items():
        if time.time() >= due[task]:
            due[task] = time.time() + every_s
            task()
    time.sleep(20)
