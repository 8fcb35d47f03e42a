# mistake: In the callback `moments = []` makes a new local list (no global, no clear()): the real movements are not erased.
# line: 23
# names.fr: moments|liste|efface ; global|locale|clear|vide
# names.en: moments|list|erase ; global|local|clear|empt
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

sensor = dht.DHT22(Pin(15))
pir = Pin(27, Pin.IN)
moments = []


def began(pin):
    moments.append(time.time())


def erase(topic, message):
    moments = []
    client.publish(room.topic("done/erase"), "erased")


def presence():
    now = time.time()
    return [now - m for m in moments if now - m <= 24 * 3600]


def forget():
    while len(moments) > 0 and time.time() - moments[0] > 24 * 3600:
        del moments[0]


def connect():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        time.sleep_ms(100)
    c = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    c.set_callback(erase)
    c.connect()
    c.subscribe(room.topic("do/erase"))
    return c


client = connect()
pir.irq(began, Pin.IRQ_RISING)

last_said = -100
last_time = 0
half_hour = []
in_alarm = False
second = 0

while True:
    if second % 60 == 0:
        sensor.measure()
        temperature = sensor.temperature()
        text = json.dumps({"temperature": temperature})
        if abs(temperature - last_said) > 0.6 or time.time() - last_time > 3000:
            client.publish(room.topic("climate"), text)
            last_said = temperature
            last_time = time.time()
        if len(half_hour) > 0:
            gap = abs(temperature - sum(half_hour) / len(half_hour))
            if gap > 3 and not in_alarm:
                client.publish(room.topic("alert"), text)
                in_alarm = True
            elif gap < 1:
                in_alarm = False
        half_hour.append(temperature)
        if len(half_hour) > 30:
            half_hour.pop(0)
        forget()
    client.check_msg()
    time.sleep(1)
    second += 1
