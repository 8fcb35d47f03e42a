# mistake: The sensor is read with the class DHT11 although it is a DHT22, so the numbers are decoded wrongly.
# line: 14
# names.fr: DHT11|DHT 11|DHT-11 ; DHT22|DHT 22|AM2302
# names.en: DHT11|DHT 11|DHT-11 ; DHT22|DHT 22|AM2302
import asyncio
import json
import time
import dht
import network
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient

capteur = dht.DHT11(Pin(15))


async def rejoindre():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
        while not wlan.isconnected():
            await asyncio.sleep_ms(100)


def relever():
    capteur.measure()
    return {"temperature": capteur.temperature(), "humidity": capteur.humidity()}


async def main():
    await rejoindre()
    courtier = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    courtier.connect()
    while True:
        debut = time.ticks_ms()
        try:
            releve = relever()
        except Exception:
            releve = None
        if releve:
            courtier.publish(room.topic("climate"), json.dumps(releve))
        await asyncio.sleep_ms(5000 - time.ticks_diff(time.ticks_ms(), debut))


asyncio.run(main())
