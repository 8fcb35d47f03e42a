import asyncio
import dht
import json
import network
import time
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient

waiting = []
due = 0


async def sample():
    global due
    sensor = dht.DHT22(Pin(15))
    await asyncio.sleep(2)
    due = time.ticks_ms()
    while True:
        sensor.measure()
        waiting.append({"t": time.ticks_ms() / 1000, "temperature": sensor.temperature()})
        while len(waiting) > 120:
            waiting.pop(0)
        due = time.ticks_add(due, 5000)
        await asyncio.sleep_ms(max(0, time.ticks_diff(due, time.ticks_ms())))


async def send():
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    connected = False
    while True:
        await asyncio.sleep_ms(50)
        left = time.ticks_diff(due, time.ticks_ms())
        if not waiting or left < 1000:
            continue
        if not connected and left < 3500:
            continue
        try:
            if not connected:
                client.connect()
                connected = True
            first = waiting[0]
            client.publish(room.topic("samples"), json.dumps(first), qos=1)
            waiting.remove(first)
        except OSError:
            connected = False


async def main():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    await asyncio.gather(sample(), send())


asyncio.run(main())
