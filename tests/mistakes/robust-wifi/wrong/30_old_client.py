# mistake: The connection to the broker is made only the first time and used again after a cut, when it is dead.
# line: 18
# names.fr: courtier|broker|client|MQTT|connexion|connect ; nouv|chaque|morte|ancien|refaire|coupure|retour|None
# names.en: broker|client|MQTT|connection|connect ; new|each|every|dead|old|again|cut|None
import asyncio
import json
import network
from lab import room
from umqtt.simple import MQTTClient

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
client = None


def publish(attempts):
    global client
    if client is None:
        client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
        client.connect()
    client.publish(room.topic("wifi"), json.dumps({"attempts": attempts}))


async def wait_for_network(tenths):
    for _ in range(tenths):
        if wlan.isconnected():
            return True
        await asyncio.sleep_ms(100)
    return wlan.isconnected()


async def join():
    for attempt in range(1, 6):
        if wlan.isconnected():
            return attempt - 1
        print("joining")
        wlan.connect(room.ssid, room.wifi_password)
        if await wait_for_network(98):
            return attempt
        wlan.disconnect()
        await asyncio.sleep(1)
    return -1


async def main():
    while True:
        attempts = await join()
        if attempts < 0:
            print("failed")
            return
        print("joined")
        publish(attempts)
        while wlan.isconnected():
            await asyncio.sleep_ms(200)
        print("lost")
        wlan.disconnect()
        await asyncio.sleep(5)


asyncio.run(main())
