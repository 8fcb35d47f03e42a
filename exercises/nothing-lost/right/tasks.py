# style: asyncio, one task takes samples, one sends them
import asyncio
import dht
import json
import network
import time
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient

MOST = 120
queue = []
sensor = dht.DHT22(Pin(15))
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)


async def sample():
    await asyncio.sleep(2)
    due = time.ticks_ms()
    while True:
        sensor.measure()
        queue.append(json.dumps({"t": time.ticks_ms() / 1000, "temperature": sensor.temperature()}))
        if len(queue) > MOST:
            del queue[0]
        due = time.ticks_add(due, 5000)
        await asyncio.sleep_ms(max(0, time.ticks_diff(due, time.ticks_ms())))


async def send():
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    while True:
        try:
            client.connect(timeout=1)
            while True:
                if queue:
                    first = queue[0]
                    client.sock.settimeout(2)
                    client.publish(room.topic("samples"), first, qos=1)
                    queue.remove(first)
                await asyncio.sleep_ms(0 if queue else 500)
        except OSError:
            await asyncio.sleep(4)


async def main():
    await asyncio.gather(sample(), send())


asyncio.run(main())
