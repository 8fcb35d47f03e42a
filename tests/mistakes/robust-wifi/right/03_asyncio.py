# style: asyncio
import asyncio
import json
import network
from lab import room
from umqtt.simple import MQTTClient

wlan = network.WLAN(network.STA_IF)
wlan.active(True)


async def until_joined():
    while not wlan.isconnected():
        await asyncio.sleep_ms(100)


async def attempt():
    print("joining")
    wlan.disconnect()
    wlan.connect(room.ssid, room.wifi_password)
    try:
        await asyncio.wait_for_ms(until_joined(), 10000)
        return True
    except asyncio.TimeoutError:
        wlan.disconnect()
        return False


async def join():
    for number in range(1, 6):
        if await attempt():
            return number
        if number < 5:
            await asyncio.sleep(4)
    return None


def tell(attempts):
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.connect()
    client.publish(room.topic("wifi"), json.dumps({"attempts": attempts}))
    client.disconnect()


async def main():
    if wlan.isconnected():
        attempts = 0
    else:
        attempts = await join()
    while attempts is not None:
        print("joined")
        tell(attempts)
        while wlan.isconnected():
            await asyncio.sleep_ms(250)
        print("lost")
        attempts = await join()


asyncio.run(main())
print("failed")
