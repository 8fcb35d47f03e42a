# mistake: MicroPython on this board has no module datetime.
# line: 5
# names.fr: datetime ; module|import|existe|time|bibliothèque|micropython
# names.en: datetime ; module|import|exist|time|library|micropython
from datetime import datetime, timedelta
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

sensor = dht.DHT22(Pin(15))
pir = Pin(27, Pin.IN)
DAY = timedelta(hours=24)

starts = []
recent = []
said = None
said_at = 0
alerted = False
was_far = False


def began(pin):
    starts.append(datetime.now())


def clean():
    limit = datetime.now() - DAY
    while starts and starts[0] < limit:
        starts.pop(0)


def presence():
    clean()
    now = datetime.now()
    return [(now - moment).total_seconds() for moment in starts]


def received(topic, message):
    starts.clear()
    client.publish(room.topic("done/erase"), json.dumps({"erased": True}))


def send(name, temperature):
    client.publish(room.topic(name), json.dumps({"temperature": round(temperature, 1)}))


def watch(temperature):
    """Alert when two readings in a row are far from the mean of the last half hour."""
    global alerted, was_far
    if len(recent) >= 5:
        gap = abs(temperature - sum(recent) / len(recent))
        is_far = gap > 3
        if is_far and was_far and not alerted:
            send("alert", temperature)
            alerted = True
        elif alerted and gap < 1:
            alerted = False
        was_far = is_far
    recent.append(temperature)
    if len(recent) > 30:
        recent.pop(0)


def say(temperature):
    global said, said_at
    now = time.time()
    if said is None or abs(temperature - said) >= 0.6 or now - said_at >= 3300:
        send("climate", temperature)
        said, said_at = temperature, now


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(received)
client.connect()
client.subscribe(room.topic("do/erase"))

pir.irq(began, Pin.IRQ_RISING)
time.sleep(2)
due = time.time()
while True:
    if time.time() >= due:
        due += 60
        try:
            sensor.measure()
            t = sensor.temperature()
            say(t)
            watch(t)
        except OSError as error:
            print("sensor:", error)
        clean()
    client.check_msg()
    time.sleep(5)
