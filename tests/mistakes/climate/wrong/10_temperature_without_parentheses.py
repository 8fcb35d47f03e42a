# mistake: sensor.temperature is put in the dictionary without being called.
# line: 32
# names.fr: parenthèse|() ; temperature|température
# names.en: parenthes|bracket|() ; temperature
import asyncio
import dht
import json
import network
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room

sensor = dht.DHT22(Pin(15))
client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)


async def join():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        await asyncio.sleep_ms(200)
    client.connect()


async def main():
    await join()
    while True:
        try:
            sensor.measure()
            said = {"temperature": sensor.temperature, "humidity": sensor.humidity()}
            client.publish(room.topic("climate"), json.dumps(said))
        except Exception as problem:
            print(problem)
        await asyncio.sleep(5)


asyncio.run(main())
