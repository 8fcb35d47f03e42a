# style: asyncio with a task for the sensor and one for the messages
import asyncio
import dht
import json
import network
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room

queue = []
arrived = asyncio.Event()


async def join():
    wlan = network.WLAN(network.WLAN.IF_STA)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        await asyncio.sleep_ms(100)


async def measure():
    sensor = dht.DHT22(Pin(15))
    while True:
        try:
            sensor.measure()
            queue.append((sensor.temperature(), sensor.humidity()))
            arrived.set()
        except Exception as problem:
            print("sensor:", problem)
        await asyncio.sleep(5)


async def main():
    await join()
    client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)
    client.connect()
    asyncio.create_task(measure())
    while True:
        await arrived.wait()
        arrived.clear()
        while queue:
            temperature, humidity = queue.pop(0)
            said = {"temperature": temperature, "humidity": humidity}
            client.publish(room.topic("climate"), json.dumps(said).encode())


asyncio.run(main())
