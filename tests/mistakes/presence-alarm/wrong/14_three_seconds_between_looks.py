# mistake: The loop looks at the sensor every 3 s only: 1 s at most is asked.
# line: 41
# names.fr: pause|sleep|3 ; tard|1 s|seconde|souvent|plus court|court|long|lent
# names.en: pause|sleep|3 ; late|1 s|second|often|short|long|slow
import asyncio
import network
import time
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient

oeil = Pin(13, Pin.IN)
ecran = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=60)


def montrer(texte):
    ecran.fill(0)
    ecran.text(texte, 0, 28)
    ecran.show()


async def signe_de_vie():
    while True:
        await asyncio.sleep(20)
        client.ping()
        client.check_msg()


async def veiller(debut):
    while time.ticks_diff(time.ticks_ms(), debut) < 61000:
        await asyncio.sleep_ms(100)
    avant = None
    while True:
        vu = oeil.value()
        if vu != avant:
            avant = vu
            client.publish(room.topic("presence"), str(vu), retain=True)
            montrer("quelqu'un" if vu else "personne")
        await asyncio.sleep(3)


async def principal():
    debut = time.ticks_ms()
    montrer("chauffe")
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        await asyncio.sleep_ms(100)
    client.set_last_will(room.topic("watching"), "0", retain=True)
    client.connect()
    client.publish(room.topic("watching"), "1", retain=True)
    asyncio.create_task(signe_de_vie())
    await veiller(debut)


asyncio.run(principal())
