import asyncio
import dht
import json
import network
import time
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient

sensor = dht.DHT22(Pin(15))
pir = Pin(27, Pin.IN)
moments = []
DAY = 86400


def began(pin):
    moments.append(time.time())


def presence():
    now = time.time()
    return [now - one for one in moments if now - one <= DAY]


def erase(topic, message):
    del moments[:]
    client.publish(room.topic("done/erase"), json.dumps({"erased": True}))


async def heating():
    said = None
    said_at = 0
    last = []
    quiet = 0  # minutes during which no new alert leaves
    due = time.ticks_ms()
    while True:
        sensor.measure()
        t = sensor.temperature()
        if said is None or abs(t - said) > 0.55 or time.time() - said_at > 3200:
            said, said_at = t, time.time()
            client.publish(room.topic("climate"), json.dumps({"temperature": t}))
        last = last[-29:] + [t]
        mean = sum(last) / len(last)
        if quiet > 0:
            quiet -= 1
        elif abs(t - mean) > 2.8:
            client.publish(room.topic("alert"), json.dumps({"temperature": t}))
            quiet = 45
        due = time.ticks_add(due, 60000)
        await asyncio.sleep_ms(max(0, time.ticks_diff(due, time.ticks_ms())))


async def orders():
    while True:
        client.check_msg()
        await asyncio.sleep_ms(500)


async def forgetting():
    while True:
        while moments and time.time() - moments[0] > DAY:
            moments.pop(0)
        await asyncio.sleep(60)


async def main():
    asyncio.create_task(orders())
    asyncio.create_task(forgetting())
    await heating()


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
pir.irq(began, Pin.IRQ_RISING)
asyncio.run(main())
