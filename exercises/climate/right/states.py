# style: a table of states, each a function that names the next one
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
sensor = dht.DHT22(Pin(15))


def begin():
    wlan.active(True)
    if wlan.isconnected():
        return "connect"
    wlan.connect(room.ssid, room.wifi_password)
    return "join"


def join():
    time.sleep_ms(250)
    return "connect" if wlan.isconnected() else "join"


def connect():
    client.connect()
    return "measure"


def measure():
    try:
        sensor.measure()
        return "publish"
    except Exception:
        return "rest"


def publish():
    client.publish(
        room.topic("climate"), json.dumps({"temperature": sensor.temperature(), "humidity": sensor.humidity()})
    )
    return "rest"


def rest():
    time.sleep(5)
    return "measure"


STATES = {"begin": begin, "join": join, "connect": connect, "measure": measure, "publish": publish, "rest": rest}
state = "begin"
while True:
    state = STATES[state]()
