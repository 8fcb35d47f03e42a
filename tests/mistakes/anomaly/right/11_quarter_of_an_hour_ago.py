from lab import room
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

moments = []


def join():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        time.sleep_ms(100)


def began(pin):
    moments.append(time.time())


def presence():
    ages = []
    for moment in moments:
        age = time.time() - moment
        if age <= 86400:
            ages.append(age)
    return ages


def erase(topic, message):
    del moments[:]
    client.publish(room.topic("done/erase"), b"done")


def temperatures():
    sensor = dht.DHT22(Pin(15))
    while True:
        try:
            sensor.measure()
            yield sensor.temperature()
        except Exception:
            yield None


join()
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(erase)
client.connect()
client.subscribe(room.topic("do/erase"))
Pin(27, Pin.IN).irq(began, Pin.IRQ_RISING)

last_said = None
minutes_since = 0
past = []
is_told = False

for value in temperatures():
    minutes_since += 1
    if value is not None:
        if last_said is None or abs(value - last_said) >= 0.5 or minutes_since >= 58:
            last_said = value
            minutes_since = 0
            client.publish(room.topic("climate"), '{"temperature": %.1f}' % value)
        past.append(value)
        past = past[-16:]
        # A quarter of an hour ago against now.
        gap = abs(value - past[0])
        if gap < 1:
            is_told = False
        if gap > 3 and not is_told:
            is_told = True
            client.publish(room.topic("alert"), '{"temperature": %.1f}' % value)
    while moments and time.time() - moments[0] > 86400:
        moments.pop(0)
    client.check_msg()
    time.sleep(60)
