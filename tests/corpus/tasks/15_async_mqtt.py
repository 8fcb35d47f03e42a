# expect: messages checked in one task, readings published in another
# prints: b'on'
# prints: published 3
# does: mqtt-publish lab/n {"payload": "0"}
# does: mqtt-publish lab/n {"payload": "2"}
import asyncio
import network
from umqtt.simple import MQTTClient

client = MQTTClient("async", "192.168.4.1")
client.set_callback(lambda topic, message: print(message))


async def listen():
    while True:
        client.check_msg()
        await asyncio.sleep_ms(100)


async def publish():
    for n in range(3):
        client.publish("lab/n", str(n))
        await asyncio.sleep(2)
    return 3


async def main():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    wlan.connect("atelier", "atelier123")
    while not wlan.isconnected():
        await asyncio.sleep_ms(100)
    client.connect()
    client.subscribe("lab/led")
    listener = asyncio.create_task(listen())
    print("published", await publish())
    listener.cancel()


asyncio.run(main())
