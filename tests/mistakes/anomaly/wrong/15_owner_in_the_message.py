# mistake: The name of the person is in each message.
# line: 49
# names.fr: nom|owner|personne|Solange ; message|publi|sujet|owner.json|priv
# names.en: name|owner|person ; message|publish|topic|owner.json|priv
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

sensor = dht.DHT22(Pin(15))
pir = Pin(27, Pin.IN)
DAY = 24 * 3600
with open("owner.json") as file:
    owner = json.load(file)["name"]

moments = []
recent = []
last_said = None
last_time = 0
alerted = False
far_before = False


def began(pin):
    moments.append(time.time())


def forget():
    limit = time.time() - DAY
    while moments and moments[0] < limit:
        moments.pop(0)


def presence():
    forget()
    now = time.time()
    return [now - moment for moment in moments]


def received(topic, message):
    moments.clear()
    client.publish(room.topic("done/erase"), json.dumps({"erased": True}))


def send(name, temperature):
    client.publish(room.topic(name), json.dumps({"flat": owner, "temperature": round(temperature, 1)}))


def look(temperature):
    """Alert when two readings in a row are far from the mean of the last half hour."""
    global alerted, far_before
    if len(recent) >= 5:
        gap = abs(temperature - sum(recent) / len(recent))
        is_far = gap > 3
        if is_far and far_before and not alerted:
            send("alert", temperature)
            alerted = True
        elif alerted and gap < 1:
            alerted = False
        far_before = is_far
    recent.append(temperature)
    if len(recent) > 30:
        recent.pop(0)


def inform(temperature):
    global last_said, last_time
    now = time.time()
    if last_said is None or abs(temperature - last_said) >= 0.6 or now - last_time >= 3300:
        send("climate", temperature)
        last_said, last_time = temperature, now


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
next_reading = time.time()
while True:
    if time.time() >= next_reading:
        next_reading += 60
        try:
            sensor.measure()
            t = sensor.temperature()
            inform(t)
            look(t)
        except OSError as error:
            print("sensor:", error)
        forget()
    client.check_msg()
    time.sleep(5)
