# style: asyncio, a queue between the sensor and the network
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(200)

import asyncio

waiting = []


async def read(sensor):
    while True:
        started = time.ticks_ms()
        try:
            sensor.measure()
            waiting.append((sensor.temperature(), sensor.humidity()))
        except Exception as error:
            print("no reading:", error)
        await asyncio.sleep_ms(5000 - time.ticks_diff(time.ticks_ms(), started))


async def send(client):
    while True:
        while waiting:
            temperature, humidity = waiting.pop(0)
            client.publish(room.topic("climate"), json.dumps({"temperature": temperature, "humidity": humidity}))
        await asyncio.sleep_ms(400)


async def main():
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.connect()
    await asyncio.gather(read(dht.DHT22(Pin(15))), send(client))


asyncio.run(main())
