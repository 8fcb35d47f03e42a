# mistake: sensor.temperature is put in the dictionary without being called.
# line: 30
# names.fr: parenthèse|() ; temperature|température
# names.en: parenthes|bracket|() ; temperature
import asyncio
import dht
import json
import network
from machine import Pin
from umqtt.simple import MQTTClient

sensor = dht.DHT22(Pin(15))
client = MQTTClient("b4", "192.168.4.1")


async def join():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    wlan.connect("atelier", "atelier123")
    while not wlan.isconnected():
        await asyncio.sleep_ms(200)
    client.connect()


async def main():
    await join()
    while True:
        try:
            sensor.measure()
            client.publish("room/climate", json.dumps({"temperature": sensor.temperature, "humidity": sensor.humidity()}))
        except Exception as problem:
            print(problem)
        await asyncio.sleep(5)


asyncio.run(main())
