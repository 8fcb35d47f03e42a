from lab import room
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

HOUR_S = 3600
DAY_S = 24 * HOUR_S
STEP_C = 0.5
FAULT_C = 3
WINDOW = 30

sensor = dht.DHT22(Pin(15))
pir = Pin(27, Pin.IN)
motions = []

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)


def began(pin):
    motions.append(time.time())


def forget():
    while motions and time.time() - motions[0] > DAY_S:
        motions.pop(0)


def presence():
    forget()
    return [time.time() - moment for moment in motions]


def erase(topic, message):
    motions.clear()
    client.publish(room.topic("done/erase"), "done")


pir.irq(began, Pin.IRQ_RISING)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(erase)
client.connect()
client.subscribe(room.topic("do/erase"))

said = None
said_at = 0
recent = []
is_told = False

while True:
    try:
        sensor.measure()
        temperature = sensor.temperature()
        if said is None or abs(temperature - said) >= STEP_C or time.time() - said_at >= HOUR_S - 60:
            said, said_at = temperature, time.time()
            client.publish(room.topic("climate"), json.dumps({"temperature": temperature}))
        recent.append(temperature)
        recent = recent[-WINDOW:]
        gap = abs(temperature - sum(recent) / len(recent))
        if gap > FAULT_C and not is_told:
            is_told = True
            client.publish(room.topic("alert"), json.dumps({"temperature": temperature}))
        if gap < FAULT_C / 3:
            is_told = False
    except Exception as error:
        print("No reading:", error)
    forget()
    client.check_msg()
    time.sleep(60)
