import asyncio
import dht
import json
import network
import time
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)

sensor = dht.DHT22(Pin(15))
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
queue = []
new = asyncio.Event()
due = time.ticks_ms()


async def sampler():
    global due
    while True:
        sensor.measure()
        queue.append((time.ticks_ms() / 1000, sensor.temperature()))
        if len(queue) > 120:
            del queue[0]
        due = time.ticks_add(due, 5000)
        new.set()
        await asyncio.sleep_ms(max(0, time.ticks_diff(due, time.ticks_ms())))


async def sender():
    online = False
    while True:
        await new.wait()
        new.clear()
        try:
            if not online:
                client.connect()
                online = True
            while queue and time.ticks_diff(due, time.ticks_ms()) > 1000:
                t, temperature = queue[0]
                text = json.dumps({"t": t, "temperature": temperature})
                client.publish(room.topic("samples"), text, qos=1)
                del queue[0]
                await asyncio.sleep_ms(1)
        except OSError:
            online = False


async def main():
    asyncio.create_task(sender())
    await sampler()


asyncio.run(main())
