import asyncio
import time
import network
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient

oeil = Pin(13, Pin.IN)
ecran = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=60)
client.set_last_will(room.topic("watching"), "0", retain=True)


def montrer(texte, inverse=0):
    ecran.fill(inverse)
    ecran.text(texte, 20, 28, 1 - inverse)
    ecran.show()


async def vie():
    while True:
        client.ping()
        for _ in range(50):
            client.check_msg()
            await asyncio.sleep_ms(500)


async def veille():
    while time.ticks_ms() < 61500:
        await asyncio.sleep_ms(100)
    etat = None
    while True:
        if oeil.value() != etat:
            etat = oeil.value()
            client.publish(room.topic("presence"), "1" if etat else "0", retain=True)
            montrer("QUELQU'UN" if etat else "personne", etat)
        await asyncio.sleep_ms(80)


async def main():
    montrer("chauffe")
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        await asyncio.sleep_ms(100)
    client.connect()
    client.publish(room.topic("watching"), "1", retain=True)
    await asyncio.gather(vie(), veille())


asyncio.run(main())
