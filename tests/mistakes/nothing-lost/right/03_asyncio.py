# style: asyncio, two tasks; the sender keeps clear of the next sample
import asyncio
import dht
import json
import network
import time
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room

PERIOD_MS, LIMIT, TIMEOUT_S = 5000, 120, 1


class Shared:
    waiting = []
    due = 0


async def sampler():
    sensor = dht.DHT22(Pin(15))
    await asyncio.sleep(2)
    Shared.due = time.ticks_ms()
    while True:
        sensor.measure()
        Shared.waiting.append({"t": time.ticks_ms() / 1000, "temperature": sensor.temperature()})
        del Shared.waiting[:-LIMIT]
        Shared.due = time.ticks_add(Shared.due, PERIOD_MS)
        await asyncio.sleep_ms(max(0, time.ticks_diff(Shared.due, time.ticks_ms())))


async def sender():
    client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)
    is_connected = False
    while True:
        await asyncio.sleep_ms(20)
        if not Shared.waiting or time.ticks_diff(Shared.due, time.ticks_ms()) < 3000 * TIMEOUT_S:
            continue
        try:
            if not is_connected:
                client.connect(timeout=TIMEOUT_S)
                is_connected = True
            client.sock.settimeout(TIMEOUT_S)
            client.publish(room.topic("samples"), json.dumps(Shared.waiting[0]), qos=1)
            Shared.waiting.pop(0)
        except OSError:
            is_connected = False
            await asyncio.sleep(1)


async def main():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    task = asyncio.create_task(sampler())
    await sender()
    await task


asyncio.run(main())
