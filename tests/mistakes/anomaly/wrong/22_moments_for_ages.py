# mistake: presence() returns the moments themselves, not how many seconds ago they were.
# line: 25
# names.fr: il y a|depuis|time.time|moment|âge|combien de secondes
# names.en: ago|since|time.time|moment|age |how many seconds|how long
import asyncio
import dht
import json
import network
import time
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient

DAY = 24 * 3600
begun = []
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)


def on_motion(pin):
    begun.append(time.time())


def presence():
    now = time.time()
    return [moment for moment in begun if now - moment <= DAY]


def on_message(topic, message):
    begun.clear()
    client.publish(room.topic("done/erase"), "1")


async def climate():
    sensor = dht.DHT22(Pin(15))
    await asyncio.sleep(2)
    said, said_at, recent, told = None, 0, [], False
    while True:
        try:
            sensor.measure()
            t = sensor.temperature()
        except Exception:
            await asyncio.sleep(60)
            continue
        if said is None or abs(said - t) >= 0.5 or time.time() - said_at > 3500:
            said, said_at = t, time.time()
            client.publish(room.topic("climate"), json.dumps({"temperature": t}))
        recent = (recent + [t])[-30:]
        gap = abs(t - sum(recent) / len(recent))
        if gap > 3 and not told:
            told = True
            client.publish(room.topic("alert"), json.dumps({"temperature": t}))
        if gap < 1:
            told = False
        await asyncio.sleep(60)


async def orders():
    while True:
        client.check_msg()
        while begun and time.time() - begun[0] > DAY:
            begun.pop(0)
        await asyncio.sleep(20)


async def main():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        await asyncio.sleep_ms(100)
    client.set_callback(on_message)
    client.connect()
    client.subscribe(room.topic("do/erase"))
    Pin(27, Pin.IN).irq(on_motion, Pin.IRQ_RISING)
    await asyncio.gather(climate(), orders())


asyncio.run(main())
