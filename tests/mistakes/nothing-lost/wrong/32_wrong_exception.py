# mistake: The outage raises OSError but the program catches ValueError, so it dies at the first failed connect or publish.
# line: 51
# names.fr: ValueError|except|exception|attrap ; OSError|panne|reseau|coupure
# names.en: ValueError|except|catch|caught ; OSError|outage|network
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import asyncio
import dht
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)

client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
sensor = dht.DHT22(Pin(15))
waiting = []
fresh = asyncio.Event()
due = time.ticks_ms()


async def measure():
    global due
    while True:
        sensor.measure()
        waiting.append({"t": time.ticks_ms() / 1000, "temperature": sensor.temperature()})
        if len(waiting) > 120:
            waiting.pop(0)
        due = time.ticks_add(due, 5000)
        fresh.set()
        await asyncio.sleep_ms(max(0, time.ticks_diff(due, time.ticks_ms())))


async def send():
    connected = False
    while True:
        await fresh.wait()
        fresh.clear()
        try:
            if not connected:
                client.connect()
                connected = True
            while waiting and time.ticks_diff(due, time.ticks_ms()) > 800:
                client.publish(room.topic("samples"), json.dumps(waiting[0]), qos=1)
                waiting.pop(0)
                await asyncio.sleep_ms(0)
        except ValueError:
            connected = False


async def main():
    sender = asyncio.create_task(send())
    await asyncio.gather(measure(), sender)


asyncio.run(main())
