import asyncio
import json
import time
import dht
import network
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient


async def wifi():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        await asyncio.sleep_ms(100)


async def climate():
    await wifi()
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.connect()
    sensor = dht.DHT22(Pin(15))
    begin = time.ticks_ms()
    turn = 0
    while True:
        try:
            sensor.measure()
        except Exception:
            good = False
        else:
            good = True
        if good:
            client.publish(
                room.topic("climate"),
                json.dumps({"humidity": sensor.humidity(), "temperature": sensor.temperature(), "n": turn}),
            )
        turn += 1
        rest = 5000 - time.ticks_diff(time.ticks_ms(), begin)
        await asyncio.sleep_ms(rest)
        begin = time.ticks_add(begin, 5000)


asyncio.run(climate())
