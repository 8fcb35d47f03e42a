# style: asyncio, wait_for
import asyncio
import json

import network
from lab import room
from umqtt.simple import MQTTClient

wlan = network.WLAN(network.STA_IF)
wlan.active(True)


async def until(wanted):
    while wlan.isconnected() != wanted:
        await asyncio.sleep_ms(200)


async def join():
    for attempt in (1, 2, 3, 4, 5):
        print("joining")
        wlan.connect(room.ssid, room.wifi_password)
        try:
            await asyncio.wait_for(until(True), 10)
            return attempt
        except asyncio.TimeoutError:
            wlan.disconnect()
        await asyncio.sleep(3)


async def main():
    attempts = 0 if wlan.isconnected() else await join()
    while attempts is not None:
        print("joined")
        client = MQTTClient(room.client_id, room.broker, 0, room.user, room.password)
        client.connect()
        client.publish(room.topic("wifi"), json.dumps({"attempts": attempts, "ssid": room.ssid}))
        client.disconnect()
        await until(False)
        print("lost")
        wlan.disconnect()
        attempts = await join()
    print("failed")


asyncio.run(main())
