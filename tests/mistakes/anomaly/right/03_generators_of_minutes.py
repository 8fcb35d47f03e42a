# style: generators: readings, what to say, what is strange
import dht
import json
import network
import time
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient

moments = []


def presence():
    now = time.time()
    moments[:] = [m for m in moments if now - m <= 86400]
    return [now - m for m in moments]


def erase(topic, message):
    del moments[:]
    client.publish(room.topic("done/erase"), "{}")


def join():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        time.sleep_ms(200)
    c = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    c.set_callback(erase)
    c.connect()
    c.subscribe(room.topic("do/erase"))
    return c


def readings(sensor):
    """A temperature once a minute; in between the messages are looked at."""
    due = time.ticks_ms()
    while True:
        try:
            sensor.measure()
            yield sensor.temperature()
        except OSError:
            pass
        due = time.ticks_add(due, 60000)
        while time.ticks_diff(due, time.ticks_ms()) > 0:
            client.check_msg()
            time.sleep_ms(min(10000, max(1, time.ticks_diff(due, time.ticks_ms()))))


def worth_saying():
    said, at = None, 0
    t = yield False
    while True:
        is_news = said is None or abs(t - said) > 0.55 or time.time() - at > 3200
        if is_news:
            said, at = t, time.time()
        t = yield is_news


def strange():
    half_hour, far, told = [], 0, False
    t = yield False
    while True:
        answer = False
        if len(half_hour) >= 6:
            gap = abs(t - sum(half_hour) / len(half_hour))
            far = far + 1 if gap >= 3 else 0
            if far == 2 and not told:
                told = answer = True
            elif gap < 1:
                told = False
        half_hour.append(t)
        del half_hour[:-30]
        t = yield answer


client = join()
Pin(27, Pin.IN).irq(lambda pin: moments.append(time.time()), Pin.IRQ_RISING)
news, faults = worth_saying(), strange()
next(news)
next(faults)
time.sleep(2)
for temperature in readings(dht.DHT22(Pin(15))):
    message = json.dumps({"temperature": round(temperature, 1)})
    if news.send(temperature):
        client.publish(room.topic("climate"), message)
    if faults.send(temperature):
        client.publish(room.topic("alert"), message)
    presence()
